package wherry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import wherry.protocol.OutgoingFile;
import wherry.protocol.Protocol;
import wherry.protocol.SendRequest;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;

/** One run of {@link Protocol#send} on a thread of its own, and what it told. */
public final class Sent {
    private final List<Event.FileEnded> ended = new CopyOnWriteArrayList<>();
    private final List<TransferState> entered = new CopyOnWriteArrayList<>();
    private final TransferRecorder recorder = new TransferRecorder(
            Transfer.begin(UUID.randomUUID().toString(), Direction.SENDING, "test", "peer"), this::keep);
    private final CompletableFuture<IOException> result = new CompletableFuture<>();

    private Sent() {}

    public static Sent begin(Protocol protocol, InetSocketAddress to, List<OutgoingFile> files) {
        Sent sent = new Sent();
        Thread thread = new Thread(
                () -> {
                    try {
                        protocol.send(new SendRequest(files), new Endpoint(protocol.name(), to), sent.recorder);
                        sent.result.complete(null);
                    } catch (IOException thrown) {
                        sent.result.complete(thrown);
                    } catch (RuntimeException | Error failure) {
                        sent.result.completeExceptionally(failure);
                    }
                },
                "test-sender");
        thread.setDaemon(true);
        thread.start();
        return sent;
    }

    public static OutgoingFile file(Path file) {
        return file(file.getFileName().toString(), file);
    }

    public static OutgoingFile file(String name, Path file) {
        try {
            return new OutgoingFile(file, name, Files.exists(file) ? Files.size(file) : 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public TransferRecorder recorder() {
        return recorder;
    }

    /** How the files ended, in the order in which they did. */
    public List<TransferState> states() {
        return ended.stream().map(Event.FileEnded::state).toList();
    }

    /** The states that the transfer went through. */
    public List<TransferState> entered() {
        return entered;
    }

    /** What was said of the first file that ended. */
    public String sentence() {
        return ended.get(0).sentence();
    }

    /** What the send threw; null when it returned. Waits for its end. */
    public IOException thrown() {
        return result.orTimeout(60, TimeUnit.SECONDS).join();
    }

    public void await() {
        result.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private void keep(Event event) {
        if (event instanceof Event.FileEnded fileEnded) {
            ended.add(fileEnded);
        } else if (event instanceof Event.TransferChanged changed) {
            entered.add(changed.transfer().state());
        }
    }
}
