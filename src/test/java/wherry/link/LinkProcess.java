package wherry.link;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import wherry.testing.Await;
import wherry.testing.ChildJvm;
import wherry.testing.Kill;

/** A link as users open it, in a process of its own that can be killed. */
final class LinkProcess implements Closeable {
    private final Process process;
    private final Path out;

    private LinkProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /** @param folder for what it keeps and receives: the next one in the same goes on where this one was killed */
    static LinkProcess start(Path folder, Path... offered) throws IOException {
        Path out = Files.createTempFile(folder, "link", ".out");
        List<String> command = new ArrayList<>(ChildJvm.command());
        command.addAll(List.of(
                "wherry.Main",
                "link",
                "--interface",
                "lo",
                "--token",
                OpenLink.TOKEN,
                "--into",
                folder.resolve("in").toString(),
                "--home",
                folder.resolve("home").toString()));
        List.of(offered).forEach(path -> command.add(path.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        return new LinkProcess(process, out);
    }

    String address() {
        return Await.value(
                        "it says where it is",
                        () -> Files.readAllLines(out).stream().findFirst().orElse(""),
                        line -> line.startsWith("Link: "))
                .substring("Link: ".length());
    }

    /** As a crash would. */
    @Override
    public void close() throws IOException {
        Kill.hard(process);
    }
}
