package wherry.attack;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import wherry.protocol.OutgoingFile;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.LocalSend;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** Whoever only wants to send a file to somebody who is being attacked. */
final class HonestPeer implements Honest {
    private static final int PIECE = 1 << 20;

    private final LocalSend protocol;
    private final Path folder;
    private final Path file;
    private int sent;

    /** @param mib how long the file is that it sends */
    HonestPeer(Path folder, int mib) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.protocol = new LocalSend(
                LocalSend.Credentials.in(folder.resolve("home"), problem -> {}),
                () -> "Honest",
                () -> TransferLimits.DEFAULT);
        this.file = make(folder.resolve("file"), mib);
    }

    /** A file that is so long. */
    static Path make(Path file, int mib) throws IOException {
        byte[] piece = new byte[PIECE];
        new Random(1).nextBytes(piece);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < mib; i++) {
                piece[0] = (byte) i;
                piece[1] = (byte) (i >> Byte.SIZE);
                out.write(piece);
            }
        }
        return file;
    }

    /**
     * Sends it, looks whether it is there, and drops what came.
     *
     * @param pin given when the receiver wants one
     */
    @Override
    public Duration send(int port, String pin) throws IOException {
        String name = "honest-" + ++sent;
        CompletableFuture<TransferState> end = new CompletableFuture<>();
        TransferRecorder recorder = new TransferRecorder(
                Transfer.begin(UUID.randomUUID().toString(), Direction.SENDING, name, "victim"), event -> {
                    if (event instanceof Event.FileEnded ended) {
                        end.complete(ended.state());
                    }
                });
        long begun = System.nanoTime();
        protocol.send(
                new SendRequest(List.of(new OutgoingFile(file, name, Files.size(file)))),
                new Endpoint("localsend", new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
                recorder,
                reason -> CompletableFuture.completedFuture(Optional.of(pin)));
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        Path arrived = folder.resolveSibling("in").resolve(name);
        if (end.getNow(TransferState.FAILED) != TransferState.DONE || Files.mismatch(file, arrived) >= 0) {
            throw new IOException("it did not arrive: " + end);
        }
        Files.delete(arrived);
        return taken;
    }

    @Override
    public void close() {
        protocol.close();
    }
}
