package wherry.discovery;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Tells at little cost whether anything may have changed about the interfaces since they were looked at: by what Linux
 * says of all addresses and of each cable. To look at each interface takes a hundred times as long. Where that cannot be
 * read, and now and then in any case, something may always have changed. For one thread.
 */
final class InterfaceSigns {
    /** In turns, of two seconds: for what nobody has thought of. */
    static final int BLIND_TURNS = 15;

    private static final Logger LOGGER = System.getLogger(InterfaceSigns.class.getName());
    /** The routes to our own addresses of IPv4 are among them. */
    private static final String IPV4 = "proc/net/fib_trie";

    /** With their numbers and whether they are ready. */
    private static final String IPV6 = "proc/net/if_inet6";

    private static final String COUNTERS = "proc/net/dev";
    private static final String INTERFACES = "sys/class/net";
    private static final int MOST_INTERFACES = 64;
    /** In bytes, of one file. */
    private static final int MOST = 1 << 16;

    private final Path root;
    /** As much as is read without memory that has to be got first. */
    private final byte[] buffer = new byte[8_192];

    private List<RandomAccessFile> files = List.of();
    private long known;
    private int turnsLeft;

    private InterfaceSigns(Path root) {
        this.root = root;
    }

    static InterfaceSigns ofThisComputer() {
        return in(Path.of("/"));
    }

    /** @param root of the file system */
    static InterfaceSigns in(Path root) {
        return new InterfaceSigns(root);
    }

    /**
     * Whether anything may be other than when this was asked last. To be asked before one looks: what changes meanwhile
     * shows the next time.
     */
    boolean mayHaveChanged() {
        if (turnsLeft-- > 0) {
            try {
                if (digest() == known) {
                    return false;
                }
            } catch (IOException gone) {
                LOGGER.log(Level.TRACE, "An interface is gone", gone);
            }
        }
        remember();
        return true;
    }

    /** Lets go of what it reads from. */
    void close() {
        for (RandomAccessFile file : files) {
            try {
                file.close();
            } catch (IOException failure) {
                LOGGER.log(Level.DEBUG, "Closing a sign", failure);
            }
        }
        files = List.of();
        turnsLeft = 0;
    }

    private void remember() {
        close();
        List<RandomAccessFile> opened = new ArrayList<>();
        files = opened;
        try {
            opened.add(open(IPV4));
            if (Files.exists(root.resolve(IPV6))) {
                opened.add(open(IPV6));
            }
            for (String name : names()) {
                opened.add(open(INTERFACES + "/" + name + "/operstate"));
            }
            known = digest();
            turnsLeft = BLIND_TURNS;
        } catch (IOException elsewhere) {
            LOGGER.log(Level.TRACE, "Nothing tells of changes here", elsewhere);
            close();
        }
    }

    /** A container may be shown the interfaces of another one: then nothing is known of their cables. */
    private Set<String> names() throws IOException {
        Set<String> shown = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root.resolve(INTERFACES), Files::isDirectory)) {
            all.forEach(each -> shown.add(each.getFileName().toString()));
        }
        Set<String> counted = new TreeSet<>();
        for (String line : Files.readAllLines(root.resolve(COUNTERS))) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                counted.add(line.substring(0, colon).strip());
            }
        }
        if (!shown.equals(counted) || shown.size() > MOST_INTERFACES) {
            throw new IOException("not the interfaces that there are: " + shown);
        }
        return shown;
    }

    private RandomAccessFile open(String path) throws IOException {
        return new RandomAccessFile(root.resolve(path).toFile(), "r");
    }

    private long digest() throws IOException {
        CRC32 digest = new CRC32();
        for (RandomAccessFile file : files) {
            file.seek(0);
            int length = 0;
            for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
                digest.update(buffer, 0, read);
                length += read;
                if (length > MOST) {
                    throw new IOException("more than is read of " + file);
                }
            }
        }
        return digest.getValue();
    }
}
