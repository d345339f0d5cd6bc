package wherry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that receives into a folder of its own. */
record Receiver(Child process, Path folder, int port) {
    private static final Pattern PORT = Pattern.compile("Port = (\\d+)");

    static Receiver bare(Scratch scratch) throws IOException {
        Path folder = scratch.newFolder("bare");
        Child process = Child.program(BareReceiver.class, folder.toString());
        return new Receiver(process, folder, Integer.parseInt(process.line()));
    }

    static Receiver wherry(Scratch scratch) throws IOException {
        Path folder = scratch.newFolder("wherry");
        Child process = Child.wherry(
                "receive",
                "--home",
                scratch.newFolder("home").toString(),
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
        return new Receiver(process, folder, Integer.parseInt(line.group(1)));
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
