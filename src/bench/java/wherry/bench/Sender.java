package wherry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that sends files when told to. */
record Sender(Child process) {
    static Sender bare() throws IOException {
        return new Sender(Child.program(List.of(), BareSender.class));
    }

    static Sender wherry(Scratch scratch) throws IOException {
        return wherry(scratch, List.of());
    }

    static Sender wherry(Scratch scratch, List<String> jvmOptions) throws IOException {
        return new Sender(Child.program(
                jvmOptions, WherrySender.class, scratch.newFolder("home").toString()));
    }

    /** Another make's, as far as speed goes. */
    static Sender foreign(Scratch scratch) throws IOException {
        Path home = scratch.newFolder("home");
        Receiver.fingerprint(home);
        return new Sender(Child.program(List.of(), ForeignSender.class, home.toString()));
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
