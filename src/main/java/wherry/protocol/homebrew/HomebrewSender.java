package wherry.protocol.homebrew;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serial;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import wherry.net.Reset;
import wherry.protocol.OutgoingFile;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.transfer.Failure;
import wherry.transfer.ProtocolException;
import wherry.transfer.Pump;
import wherry.transfer.Security;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

/** Sends files one after another, each over a connection of its own. */
final class HomebrewSender {
    private static final System.Logger LOG = System.getLogger(HomebrewSender.class.getName());
    /** A server of 2009 that stumbles over the size hangs up well within this time. */
    private static final Duration STUMBLE = Duration.ofMillis(300);
    /** In bytes: what the systems of both sides may have taken in before a reset is heard of. */
    private static final long ON_THE_WAY = 16 << 20;

    private final InetSocketAddress to;
    private final TransferLimits limits;
    private final Watchdog watchdog;
    private final TransferRecorder recorder;

    HomebrewSender(InetSocketAddress to, TransferLimits limits, Watchdog watchdog, TransferRecorder recorder) {
        this.to = to;
        this.limits = limits;
        this.watchdog = watchdog;
        this.recorder = recorder;
    }

    void send(SendRequest outgoing) throws IOException {
        recorder.enter(TransferState.CONNECTING);
        Iterator<OutgoingFile> files = outgoing.files().iterator();
        while (files.hasNext()) {
            OutgoingFile file = files.next();
            End end = sendOne(file, files.hasNext());
            recorder.fileEnded(file.path(), end.state(), end.sentence());
        }
    }

    /** How one file ended. */
    private record End(TransferState state, String sentence) {}

    /**
     * Sends one file.
     *
     * @throws IOException the peer cannot be reached, or the transfer was cancelled: the other files will not fare
     *     better
     */
    private End sendOne(OutgoingFile file, boolean moreFollow) throws IOException {
        try (FileChannel source = FileChannel.open(file.path())) {
            long size = source.size();
            if (size > Header.LARGEST_SIZE) {
                return new End(TransferState.FAILED, Sentences.of("homebrew.tooLarge", Sizes.rounded(size)));
            }
            return connectAndSend(new Header(WireName.of(file.name()), size), source, moreFollow);
        } catch (UnreachableException unreachable) {
            throw unreachable;
        } catch (IOException failure) {
            if (recorder.isCancelled()) {
                throw failure;
            }
            LOG.log(Level.INFO, "Sending a file", failure);
            return new End(TransferState.FAILED, Failure.reading(failure, file.path()));
        }
    }

    private End connectAndSend(Header header, FileChannel source, boolean moreFollow) throws IOException {
        SocketChannel channel = SocketChannel.open();
        Connection connection = new Connection(channel, source);
        recorder.onCancel(connection);
        try {
            connect(channel);
            recorder.over("homebrew", new Security.Plain());
            End end = converse(header, connection, moreFollow);
            channel.close();
            return end;
        } finally {
            connection.close();
            recorder.release(connection);
        }
    }

    private void connect(SocketChannel channel) throws IOException {
        try {
            channel.socket().connect(to, (int) limits.connect().toMillis());
        } catch (IOException failure) {
            throw new UnreachableException(failure);
        }
    }

    private End converse(Header header, Connection connection, boolean moreFollow) throws IOException {
        long movedBefore = recorder.snapshot().bytesDone();
        try (Watchdog.Watch stall = watchdog.watch(limits.stall(), connection)) {
            try {
                return upload(header, connection, stall, moreFollow);
            } catch (ProtocolException explained) {
                throw explained;
            } catch (IOException failure) {
                throw stall.expired()
                        ? new ProtocolException(
                                Sentences.of("homebrew.stalled", limits.stall().toMinutes()), failure)
                        : new ProtocolException(
                                brokenOff(header, recorder.snapshot().bytesDone() - movedBefore), failure);
            }
        }
    }

    private End upload(Header header, Connection connection, Watchdog.Watch stall, boolean moreFollow)
            throws IOException {
        SocketChannel channel = connection.channel();
        writeHeader(header, channel);
        // Such a server would take the contents for granted and then close as if all were well.
        if (header.sizeHoldsLineFeed() && hangsUp(channel, STUMBLE)) {
            throw new ProtocolException(brokenOff(header, 0));
        }
        recorder.enter(TransferState.MOVING);
        long sent = Pump.run(Pump.zeroCopy(connection.source(), channel), header.size(), n -> {
            stall.touch();
            recorder.moved(n);
        });
        if (sent < header.size()) {
            throw new ProtocolException(
                    Sentences.of("homebrew.shrank", Sizes.grouped(header.size()), Sizes.grouped(sent)));
        }
        channel.shutdownOutput();
        if (!moreFollow) {
            recorder.enter(TransferState.CONFIRMING);
        }
        return hangsUp(channel, limits.confirm())
                ? new End(TransferState.DONE, "")
                : new End(
                        TransferState.UNCONFIRMED,
                        Sentences.of("homebrew.unconfirmed", limits.confirm().toSeconds()));
    }

    private static String brokenOff(Header header, long moved) {
        boolean rightAfterHeader = moved <= ON_THE_WAY;
        return Sentences.of(
                header.sizeHoldsLineFeed() && rightAfterHeader ? "homebrew.stumbled" : "homebrew.brokenOff");
    }

    private static void writeHeader(Header header, SocketChannel channel) throws IOException {
        ByteBuffer bytes = header.encode();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Whether the peer closes its side within the limit.
     *
     * @throws ProtocolException it said something, which nobody who speaks this protocol does
     * @throws IOException it reset the connection
     */
    private static boolean hangsUp(SocketChannel channel, Duration limit) throws IOException {
        channel.socket().setSoTimeout((int) limit.toMillis());
        try {
            if (channel.socket().getInputStream().read() < 0) {
                return true;
            }
            throw new ProtocolException(Sentences.of("homebrew.answered"));
        } catch (SocketTimeoutException silence) {
            return false;
        }
    }

    /** A socket and the file that goes into it. Closing it resets the connection. */
    private record Connection(SocketChannel channel, FileChannel source) implements Closeable {
        @Override
        public void close() throws IOException {
            // Copying inside the kernel ends only when the file is closed as well, and on some JDKs closing it is
            // the only thing that wakes the thread.
            try {
                source.close();
            } finally {
                Reset.close(channel);
            }
        }
    }

    /** No connection could be made. */
    private static final class UnreachableException extends ProtocolException {
        @Serial
        private static final long serialVersionUID = 1;

        UnreachableException(IOException cause) {
            super(Failure.connecting(cause), cause);
        }
    }
}
