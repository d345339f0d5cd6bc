package wherry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that sends files when told to. */
record SenderProcess(Child process) {
    static SenderProcess bare() throws IOException {
        return new SenderProcess(Child.program(List.of(), BareSender.class));
    }

    static SenderProcess wherry(Scratch scratch) throws IOException {
        return wherry(scratch, List.of());
    }

    static SenderProcess wherry(Scratch scratch, List<String> jvmOptions) throws IOException {
        return new SenderProcess(Child.program(
                jvmOptions, WherrySender.class, scratch.newFolder("home").toString()));
    }

    /** Another make's, as far as speed goes. */
    static SenderProcess foreign(Scratch scratch) throws IOException {
        Path home = scratch.newFolder("home");
        ReceiverProcess.fingerprint(home);
        return new SenderProcess(Child.program(List.of(), ForeignSender.class, home.toString()));
    }

    /**
     * Returns when the receiver has confirmed.
     *
     * @return seconds until the first byte of contents was sent, where the sender tells it, else 0
     */
    double send(Path file, String address) throws IOException {
        process.order(address + " " + file);
        String answer = process.line();
        if (!answer.startsWith("ok")) {
            throw new IOException("the sender said: " + answer);
        }
        return answer.equals("ok") ? 0 : Double.parseDouble(answer.substring("ok ".length()));
    }
}
