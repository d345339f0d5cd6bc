package wherry.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import wherry.testing.ChildJvm;
import wherry.testing.Kill;
import wherry.transfer.Pump;

/** A node in a process of its own, which can be killed; and, in {@link #main}, what that process does. */
final class ChildNode implements Closeable {
    private final Process process;
    private final BufferedReader output;

    private ChildNode(String... arguments) throws IOException {
        process = new ProcessBuilder(command(arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Receives files without end and says so after each. */
    static ChildNode receiving(Path folder, int seed) throws IOException {
        return new ChildNode("receive", folder.toString(), Integer.toString(seed));
    }

    /** As {@link #receiving}, into a tree of folders. */
    static ChildNode receivingTree(Path folder, int seed) throws IOException {
        return new ChildNode("tree", folder.toString(), Integer.toString(seed));
    }

    /** Opens a partial file of one byte, says so, and commits it when told to. */
    static ChildNode holding(Path folder) throws IOException {
        return new ChildNode("hold", folder.toString());
    }

    /** Cleans the folder and says so. */
    static ChildNode cleaning(Path folder) throws IOException {
        return new ChildNode("clean", folder.toString());
    }

    /** The next thing that it said; null if it ended. */
    String line() throws IOException {
        return output.readLine();
    }

    void proceed() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** As {@code kill -9} does. */
    @Override
    public void close() {
        Kill.hard(process);
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(ChildJvm.command());
        command.add(ChildNode.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    public static void main(String[] arguments) throws IOException {
        ReceiveFolder folder = new ReceiveFolder(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "receive" -> receiveEndlessly(folder::create, Integer.parseInt(arguments[2]));
            case "tree" -> {
                int seed = Integer.parseInt(arguments[2]);
                try (ReceivedTree tree = folder.tree()) {
                    receiveEndlessly((name, size) -> tree.create("tree/" + seed + "/" + name, size), seed);
                }
            }
            case "hold" -> hold(folder);
            case "clean" -> {
                folder.clean();
                System.out.println("cleaned");
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private interface Opening {
        PartialFile create(String name, long size) throws IOException;
    }

    private static void receiveEndlessly(Opening folder, int seed) throws IOException {
        for (int file = 0; ; file++) {
            int contentsSeed = seed * 100_000 + file;
            byte[] contents = contents(contentsSeed);
            try (PartialFile partial = folder.create(contentsSeed + ".bin", contents.length)) {
                int half = contents.length / 2;
                Pump.writeFully(ByteBuffer.wrap(contents, 0, half), partial.channel());
                Pump.writeFully(ByteBuffer.wrap(contents, half, contents.length - half), partial.channel());
                partial.commit();
            }
            System.out.println(file);
        }
    }

    /** What the file called {@code seed.bin} has to hold. */
    static byte[] contents(int seed) {
        Random random = new Random(seed);
        byte[] contents = new byte[random.nextInt(1, 1_000_000)];
        random.nextBytes(contents);
        return contents;
    }

    private static void hold(ReceiveFolder folder) throws IOException {
        try (PartialFile partial = folder.create("held", 1)) {
            System.out.println("open");
            System.in.read();
            Pump.writeFully(ByteBuffer.wrap(new byte[] {'x'}), partial.channel());
            System.out.println(partial.commit());
        }
    }
}
