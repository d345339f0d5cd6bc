package wherry.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/** Holds an accepted connection and the first bytes that were read from it ({@link Acceptor}). */
public final class PendingConnection {
    private final SocketChannel channel;
    private final InetSocketAddress from;
    private final InetAddress block;
    private final Consumer<PendingConnection> whenLeft;
    private final long arrived = System.nanoTime();
    private volatile AddressCrowd crowd = new AddressCrowd();
    private byte[] heard = {};

    PendingConnection(SocketChannel channel, InetSocketAddress from, Consumer<PendingConnection> whenLeft) {
        this.channel = channel;
        this.from = from;
        this.block = AddressBlock.of(from.getAddress());
        this.whenLeft = whenLeft;
    }

    /** Blocking, once it is served. */
    public SocketChannel channel() {
        return channel;
    }

    public InetSocketAddress from() {
        return from;
    }

    /** To whom it is counted ({@link AddressBlock}). */
    public InetAddress block() {
        return block;
    }

    void joins(AddressCrowd those) {
        crowd = those;
    }

    /** All that are present from there. */
    AddressCrowd crowd() {
        return crowd;
    }

    /** When it came, by {@link System#nanoTime}. */
    public long arrived() {
        return arrived;
    }

    /** How long ago it came. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - arrived);
    }

    /** What was read from it before it was served: from its first byte on. */
    public byte[] heard() {
        return heard.clone();
    }

    /** Frees its place. To be told once its connection has ended; a second time does nothing. */
    public void left() {
        whenLeft.accept(this);
    }

    public int heardBytes() {
        return heard.length;
    }

    ByteBuffer heardSoFar() {
        return ByteBuffer.wrap(heard).asReadOnlyBuffer();
    }

    void hear(ByteBuffer more) {
        int before = heard.length;
        heard = Arrays.copyOf(heard, before + more.remaining());
        more.get(heard, before, heard.length - before);
    }
}
