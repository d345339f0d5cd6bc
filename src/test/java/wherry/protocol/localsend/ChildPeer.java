package wherry.protocol.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import wherry.protocol.OutgoingFile;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.identity.IdentityStore;
import wherry.protocol.localsend.receiving.AcceptedOfferStore;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.ChildJvm;
import wherry.testing.Kill;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.Answer;
import wherry.transfer.Direction;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/** A Wherry in a process of its own, which can be killed; and, in {@link #main}, what that process does. */
final class ChildPeer implements Closeable {
    private final Process process;
    private final BufferedReader output;

    private ChildPeer(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(ChildJvm.command());
        command.add(ChildPeer.class.getName());
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Says its port, and "asked" whenever somebody is to be asked; takes everything. */
    static ChildPeer receiving(Path identity, Path inbox) throws IOException {
        return new ChildPeer("receive", identity.toString(), inbox.toString());
    }

    /** Once it is told to go, sends the file and says how it ended. */
    static ChildPeer sending(Path identity, Path file, InetSocketAddress to, String fingerprint) throws IOException {
        return new ChildPeer("send", identity.toString(), file.toString(), Integer.toString(to.getPort()), fingerprint);
    }

    /** The next thing that it said; null if it ended. Waits for a minute. */
    String line() {
        return CompletableFuture.supplyAsync(this::read)
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private String read() {
        try {
            return output.readLine();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Lets a sender begin. */
    void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does. */
    void kill() {
        // Process.destroyForcibly would close the streams as well.
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() {
        Kill.hard(process);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Identity identity = IdentityStore.open(Path.of(arguments[1]), System.err::println);
        LocalSend protocol = new LocalSend(
                identity,
                () -> "Child",
                TransferLimits.DEFAULT,
                SessionTimes.DEFAULT,
                Bounds.DEFAULT,
                AcceptedOfferStore.in(Path.of(arguments[1]), SessionTimes.DEFAULT.comeback()));
        if (arguments[0].equals("receive")) {
            RecordingReceiveHandler reception = new RecordingReceiveHandler(Path.of(arguments[2]), offer -> {
                System.out.println("asked");
                return CompletableFuture.completedFuture(Answer.Accept.all(offer));
            });
            System.out.println(protocol.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception)
                    .port());
            Thread.currentThread().join();
        } else {
            System.in.read();
            Path file = Path.of(arguments[2]);
            Endpoint to = new Endpoint(
                    "localsend",
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[3])),
                    new Security.Verified(arguments[4]));
            TransferRecorder recorder =
                    new TransferRecorder(Transfer.begin("1", Direction.SENDING, "test", "peer"), event -> {
                        if (event instanceof Event.FileEnded ended) {
                            System.out.println(ended.state());
                        }
                    });
            protocol.send(
                    new SendRequest(
                            List.of(new OutgoingFile(file, file.getFileName().toString(), Files.size(file)))),
                    to,
                    recorder);
        }
    }
}
