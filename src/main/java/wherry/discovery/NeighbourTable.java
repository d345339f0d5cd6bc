package wherry.discovery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Reads the system's table of neighbours, which needs no rights: behind which addresses of our own links somebody is
 * alive. Stateless; safe for use by many threads, but not for the event thread, since it may start a program of the
 * system.
 */
public final class NeighbourTable {
    /** In bytes; the kernel of Linux keeps 1 024 neighbours of each family at most. */
    private static final int LARGEST = 256 << 10;

    private static final long LONGEST_MILLIS = 1_500;

    private final List<Source> sources;

    /** Where a part of the table stands, and how it is read. */
    record Source(Text text, Function<String, List<Neighbour>> format) {}

    /** What the system says. */
    @FunctionalInterface
    interface Text {
        String read() throws IOException;
    }

    NeighbourTable(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Its part of IPv4 alone, which on Linux is a file: read often, it costs nothing. */
    public static NeighbourTable ofIpv4() {
        return new NeighbourTable(ofThisComputer().sources.subList(0, 1));
    }

    /** The one of the system that this runs on. */
    public static NeighbourTable ofThisComputer() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.equals("linux")) {
            return new NeighbourTable(List.of(
                    new Source(() -> file(Path.of("/proc/net/arp")), NeighbourFormats::procNetArp),
                    new Source(() -> output("ip", "-6", "neigh", "show"), NeighbourFormats::ipNeigh)));
        } else if (system.startsWith("windows")) {
            return new NeighbourTable(List.of(new Source(() -> output("arp", "-a"), NeighbourFormats::arp)));
        }
        // Without -n it would ask the name service for every one of them.
        return new NeighbourTable(List.of(
                new Source(() -> output("arp", "-an"), NeighbourFormats::arp),
                new Source(() -> output("ndp", "-an"), NeighbourFormats::ndp)));
    }

    /**
     * All neighbours that the system knows of at this moment, of all interfaces, those that do not answer too.
     *
     * @throws IOException no part of the table can be read here
     */
    public List<Neighbour> read() throws IOException {
        List<Neighbour> neighbours = new ArrayList<>();
        IOException first = null;
        int read = 0;
        for (Source source : sources) {
            try {
                neighbours.addAll(source.format.apply(source.text.read()));
                read++;
            } catch (IOException unreadable) {
                first = first == null ? unreadable : first;
            }
        }
        if (read == 0) {
            throw first == null ? new IOException("no table of neighbours") : first;
        }
        return neighbours;
    }

    private static String file(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return text(in);
        }
    }

    private static String text(InputStream in) throws IOException {
        // One byte for one character: whatever the system's language puts around the addresses does not matter.
        return new String(in.readNBytes(LARGEST), StandardCharsets.ISO_8859_1);
    }

    /** What a program of the system prints, if it ends soon and well. */
    private static String output(String... command) throws IOException {
        Path printed = Files.createTempFile("wherry-neighbours", ".txt");
        try {
            // Into a file: a pipe would have to be read by a thread of its own lest the program waits for us.
            Process process = new ProcessBuilder(command)
                    .redirectOutput(printed.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            try {
                if (!process.waitFor(LONGEST_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IOException(command[0] + " takes too long");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException(command[0] + " was not awaited", interrupted);
            } finally {
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                throw new IOException(command[0] + " ended with " + process.exitValue());
            }
            return text(new ByteArrayInputStream(Files.readAllBytes(printed)));
        } finally {
            Files.deleteIfExists(printed);
        }
    }
}
