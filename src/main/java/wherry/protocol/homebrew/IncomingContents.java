package wherry.protocol.homebrew;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import wherry.net.Reset;
import wherry.protocol.TransferLimits;
import wherry.transfer.ProtocolException;
import wherry.transfer.Pump;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.TransferBuffers;
import wherry.transfer.TransferRecorder;
import wherry.transfer.Watchdog;

/** Takes the contents of one upload from its connection. For one thread, but for {@link #progressed}. */
final class IncomingContents {
    private final SocketChannel channel;
    private final TransferLimits limits;
    private final Watchdog watchdog;
    private final TransferBuffers buffers;
    /** What came with the header or before the answer, and is not written yet. */
    private ByteBuffer ahead = ByteBuffer.allocate(0);

    private boolean surplusAhead;
    private boolean endedBySender;
    private volatile long progressed = System.nanoTime();

    IncomingContents(SocketChannel channel, TransferLimits limits, Watchdog watchdog, TransferBuffers buffers) {
        this.channel = channel;
        this.limits = limits;
        this.watchdog = watchdog;
        this.buffers = buffers;
    }

    /** These have come already. */
    void beginWith(ByteBuffer bytes) {
        ahead = bytes;
    }

    ByteBuffer ahead() {
        return ahead;
    }

    /** From now on they may come. */
    void expect() {
        progressed = System.nanoTime();
    }

    /** When some came last, by {@link System#nanoTime}. */
    long progressed() {
        return progressed;
    }

    /** Whether it was the sender, or the way to it, that they ended too early by. */
    boolean endedBySender() {
        return endedBySender;
    }

    /**
     * Moves all of them.
     *
     * @throws ProtocolException they end too early, or nothing comes for too long
     */
    void moveTo(WritableByteChannel target, long size, TransferRecorder recorder) throws IOException {
        surplusAhead = ahead.remaining() > size;
        long done = Math.min(ahead.remaining(), size);
        ahead.limit(ahead.position() + (int) done);
        Pump.writeFully(ahead, target);
        recorder.moved(done);
        ByteBuffer buffer = buffers.lend();
        try (Watchdog.Watch idle = watchdog.watch(limits.idle(), () -> Reset.close(channel))) {
            try {
                done += Pump.run(limit -> move(target, buffer, limit), size - done, n -> {
                    idle.touch();
                    progressed = System.nanoTime();
                    recorder.moved(n);
                });
            } catch (IOException failure) {
                throw idle.expired()
                        ? new ProtocolException(
                                Sentences.of("homebrew.idle", limits.idle().toSeconds()), failure)
                        : failure;
            }
        } finally {
            buffers.giveBack(buffer);
        }
        if (done < size) {
            endedBySender = true;
            throw new ProtocolException(Sentences.of("homebrew.tooShort", Sizes.grouped(done), Sizes.grouped(size)));
        }
    }

    private int move(WritableByteChannel target, ByteBuffer buffer, long limit) throws IOException {
        buffer.clear().limit((int) Math.min(buffer.capacity(), limit));
        int n = read(buffer);
        if (n > 0) {
            Pump.writeFully(buffer.flip(), target);
        }
        return n;
    }

    private int read(ByteBuffer buffer) throws IOException {
        try {
            return channel.read(buffer);
        } catch (IOException gone) {
            endedBySender = true;
            throw gone;
        }
    }

    /** Whether the sender has sent more than it declared, as far as that has arrived. */
    boolean goOn() {
        try {
            channel.configureBlocking(false);
            return surplusAhead || channel.read(ByteBuffer.allocate(1)) > 0;
        } catch (IOException gone) {
            return false;
        }
    }
}
