package wherry.doctor;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import wherry.discovery.Announcement;
import wherry.discovery.AnnouncementCodec;
import wherry.discovery.GroupSocket;
import wherry.discovery.Networks;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Network;

/**
 * Listens to one multicast group on one network, and calls into it to hear whether it hears itself. Closing it ends the
 * listening.
 */
final class Ear implements Closeable {
    private static final System.Logger LOG = System.getLogger(Ear.class.getName());

    /** Of one examination: whoever floods the group keeps no processor busy. */
    private static final int MOST_DATAGRAMS = 4_096;

    private final Network network;
    private final AnnouncementCodec codec;
    private final GroupSocket socket;
    private final Heard heard;
    private final byte[] call;
    private final AtomicInteger echoes = new AtomicInteger();

    /** Told of everybody who announces itself, on the thread that listens. */
    interface Heard {
        void by(Ear ear, Announcement announcement, InetAddress from);

        /** Somebody says goodbye. */
        default void leaving(Ear ear, InetAddress from) {}
    }

    private Ear(Network network, AnnouncementCodec codec, GroupSocket socket, Heard heard) {
        this.network = network;
        this.codec = codec;
        this.socket = socket;
        this.heard = heard;
        this.call = harmless(codec);
    }

    /**
     * Begins to listen.
     *
     * @throws java.net.BindException another program holds the UDP port and does not share it
     */
    static Ear open(Network network, AnnouncementCodec codec, InetSocketAddress group, Heard heard) throws IOException {
        Ear ear = new Ear(network, codec, GroupSocket.open(network, group), heard);
        DaemonThreads.start("doctor-ear", ear::listen);
        return ear;
    }

    /** A datagram that nobody takes for a peer: the goodbye of one who never was, else something that says nothing. */
    private static byte[] harmless(AnnouncementCodec codec) {
        String nobody = UUID.randomUUID().toString();
        byte[] goodbye = codec.encode(new Announcement(codec.protocol(), "", Optional.of(nobody), 0));
        return goodbye.length > 0 ? goodbye : ("{\"check\":\"" + nobody + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    Network network() {
        return network;
    }

    String protocol() {
        return codec.protocol();
    }

    /** Sends what only this one recognises. */
    void call() throws IOException {
        socket.send(call);
    }

    /** Announces somebody to the group. */
    void announce(Announcement own) throws IOException {
        byte[] datagram = codec.encode(own);
        if (datagram.length > 0) {
            socket.send(datagram);
        }
    }

    /** How often it has heard its own call. */
    int echoes() {
        return echoes.get();
    }

    private void listen() {
        ByteBuffer buffer = ByteBuffer.allocate(GroupSocket.LONGEST_DATAGRAM);
        try {
            for (int i = 0; i < MOST_DATAGRAMS; i++) {
                buffer.clear();
                InetSocketAddress from = socket.receive(buffer);
                take(buffer.flip(), from.getAddress());
            }
        } catch (IOException closed) {
            LOG.log(Level.DEBUG, "Listening ends", closed);
        }
    }

    private void take(ByteBuffer datagram, InetAddress from) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.duplicate().get(bytes);
        if (Arrays.equals(bytes, call)) {
            if (Networks.isOfThisComputer(from)) {
                echoes.incrementAndGet();
            }
            return;
        }
        codec.decode(datagram.asReadOnlyBuffer()).ifPresent(announcement -> {
            if (announcement.leaving()) {
                heard.leaving(this, from);
            } else {
                heard.by(this, announcement, from);
            }
        });
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            LOG.log(Level.DEBUG, "Closing", alreadyGone);
        }
    }
}
