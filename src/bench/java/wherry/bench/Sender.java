package wherry.bench;

import java.io.IOException;
import java.nio.file.Path;

/** A process that sends files when told to. */
record Sender(Child process) {
    static Sender bare() throws IOException {
        return new Sender(Child.program(BareSender.class));
    }

    static Sender wherry(Scratch scratch) throws IOException {
        return new Sender(
                Child.program(WherrySender.class, scratch.newFolder("home").toString()));
    }

    /** Returns when the receiver has confirmed. */
    void send(Path file, int port) throws IOException {
        process.order(port + " " + file);
        String answer = process.line();
        if (!answer.equals("ok")) {
            throw new IOException("the sender said: " + answer);
        }
    }
}
