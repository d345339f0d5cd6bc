package wherry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.LocalSend;

/**
 * A process that receives into a folder of its own.
 *
 * @param address as its senders take it: a port, or a port, a slash and a fingerprint for LocalSend
 */
record ReceiverProcess(Child process, Path folder, String address) {
    private static final Pattern PORT = Pattern.compile("Port = (\\d+)");
    /** As it stands in the log, with a comma perhaps. */
    private static final Pattern SECURE_PORT = Pattern.compile("Serving localsend on port ([\\d,.\\u00a0]+)");

    static ReceiverProcess bare(Scratch scratch) throws IOException {
        Path folder = scratch.newFolder("bare");
        Child process = Child.program(List.of(), BareReceiver.class, folder.toString());
        return new ReceiverProcess(process, folder, process.line());
    }

    /** Speaks homebrew. */
    static ReceiverProcess wherry(Scratch scratch) throws IOException {
        return wherry(scratch, List.of(), scratch.newFolder("home"));
    }

    /** Speaks LocalSend with whoever has its certificate. */
    static ReceiverProcess secure(Scratch scratch, List<String> jvmOptions) throws IOException {
        Path home = scratch.newFolder("home");
        String fingerprint = fingerprint(home);
        ReceiverProcess receiver = wherry(scratch, jvmOptions, home);
        return new ReceiverProcess(receiver.process, receiver.folder, securePort(home) + "/" + fingerprint);
    }

    /** Another make's, as far as speed goes: takes everything and stores nothing. */
    static ReceiverProcess foreign(Scratch scratch) throws IOException {
        Path home = scratch.newFolder("home");
        String fingerprint = fingerprint(home);
        Child process = Child.program(List.of(), ForeignReceiver.class, home.toString());
        return new ReceiverProcess(process, scratch.newFolder("foreign"), process.line() + "/" + fingerprint);
    }

    /** Of the identity in that folder, which is made if need be. */
    static String fingerprint(Path home) throws IOException {
        return new LocalSend(LocalSend.Credentials.in(home, report -> {}), () -> "Bench", () -> TransferLimits.DEFAULT)
                .fingerprint()
                .orElseThrow();
    }

    private static ReceiverProcess wherry(Scratch scratch, List<String> jvmOptions, Path home) throws IOException {
        Path folder = scratch.newFolder("wherry");
        Child process = Child.wherry(
                jvmOptions,
                "receive",
                "--home",
                home.toString(),
                "--into",
                folder.toString(),
                "--interface",
                "lo",
                "--port",
                "0");
        Matcher line = PORT.matcher(process.line());
        if (!line.find()) {
            throw new IOException("the receiver does not tell its port");
        }
        // Nobody may be kept waiting by a pipe that nobody reads.
        Thread reader = new Thread(() -> drain(process));
        reader.setDaemon(true);
        reader.start();
        return new ReceiverProcess(process, folder, line.group(1));
    }

    private static String securePort(Path home) throws IOException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (true) {
            Path log = home.resolve("wherry.0.log");
            Matcher line = SECURE_PORT.matcher(Files.exists(log) ? Files.readString(log) : "");
            if (line.find()) {
                return line.group(1).replaceAll("\\D", "");
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the receiver serves no LocalSend");
            }
        }
    }

    /** Makes room for the next file. */
    void discard() throws IOException {
        Scratch.empty(folder);
    }

    private static void drain(Child process) {
        try {
            while (true) {
                process.line();
            }
        } catch (IOException ended) {
            // As it should.
        }
    }
}
