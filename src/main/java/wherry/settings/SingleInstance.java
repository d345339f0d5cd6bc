package wherry.settings;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.transfer.DaemonThreads;

/**
 * Keeps a home to one program that receives: two would announce one certificate from two ports. The first holds a lock
 * that the system takes back from whoever dies, and listens on a loopback port for others who would rather raise it than
 * start; the port and what must be said there are in a file that only this user reads.
 */
public final class SingleInstance implements Closeable {
    private static final String LOCK = "running.lock";
    private static final String PLACE = "running";
    private static final int LARGEST = 256;
    private static final int TOKEN_BYTES = 16;
    private static final int PATIENCE_MILLIS = 2_000;
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,5}) ([0-9a-f]{32})\\s*");
    private static final byte[] RAISED = {'!'};
    private static final System.Logger LOG = System.getLogger(SingleInstance.class.getName());

    private final Optional<FileChannel> lock;
    private final Path directory;
    private volatile Optional<ServerSocket> listening = Optional.empty();

    private SingleInstance(Optional<FileChannel> lock, Path directory) {
        this.lock = lock;
        this.directory = directory;
    }

    /**
     * Claims a home until it is closed or the program ends. Where nothing can be locked, as in a folder that cannot be
     * written, everybody is taken for the only one.
     *
     * @param directory see {@link SettingsStore#directory}
     * @return empty when another program has it
     */
    public static Optional<SingleInstance> claim(Path directory) {
        FileChannel channel;
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
            }
            channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException noFile) {
            LOG.log(System.Logger.Level.DEBUG, "Claiming " + directory, noFile);
            return Optional.of(new SingleInstance(Optional.empty(), directory));
        }
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new SingleInstance(Optional.of(channel), directory));
            }
            channel.close();
            return Optional.empty();
        } catch (OverlappingFileLockException ownProgram) {
            close(channel);
            return Optional.empty();
        } catch (IOException noLocks) {
            LOG.log(System.Logger.Level.DEBUG, "Locking " + directory, noLocks);
            return Optional.of(new SingleInstance(Optional.of(channel), directory));
        }
    }

    /**
     * Asks this, on a thread of its own, whenever somebody starts the program again; until this is closed.
     *
     * @param raise returns whether the user sees it now
     */
    public void whenRaised(BooleanSupplier raise) {
        try {
            ServerSocket socket = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
            listening = Optional.of(socket);
            byte[] token = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(token);
            new ConfigFile(directory.resolve(PLACE), LARGEST)
                    .replace(socket.getLocalPort() + " " + HexFormat.of().formatHex(token));
            DaemonThreads.start("single-instance", () -> listen(socket, token, raise));
        } catch (IOException cannotBeRaised) {
            LOG.log(System.Logger.Level.INFO, "Nobody will be able to raise the window", cannotBeRaised);
        }
    }

    private static void listen(ServerSocket socket, byte[] token, BooleanSupplier raise) {
        while (!socket.isClosed()) {
            try (Socket other = socket.accept()) {
                other.setSoTimeout(PATIENCE_MILLIS);
                // Anybody on this computer may connect, pages in a browser too: only who can read the file knows this.
                if (MessageDigest.isEqual(token, other.getInputStream().readNBytes(TOKEN_BYTES))
                        && raise.getAsBoolean()) {
                    other.getOutputStream().write(RAISED);
                }
            } catch (IOException gone) {
                LOG.log(System.Logger.Level.DEBUG, "Waiting for another start", gone);
            }
        }
    }

    /**
     * Asks whoever has claimed this home to come to the front.
     *
     * @return whether it said that it does; not so for one without a window
     */
    public static boolean raise(Path directory) {
        try {
            Matcher written = WRITTEN.matcher(new ConfigFile(directory.resolve(PLACE), LARGEST).read());
            return written.matches()
                    && raise(Integer.parseInt(written.group(1)), HexFormat.of().parseHex(written.group(2)));
        } catch (IOException | IllegalArgumentException nobody) {
            LOG.log(System.Logger.Level.INFO, "Raising the window that is open", nobody);
            return false;
        }
    }

    private static boolean raise(int port, byte[] token) throws IOException {
        try (Socket first = new Socket()) {
            first.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            first.setSoTimeout(PATIENCE_MILLIS);
            first.getOutputStream().write(token);
            return first.getInputStream().read() == RAISED[0];
        }
    }

    @Override
    public void close() {
        listening.ifPresent(socket -> {
            close(socket);
            try {
                Files.deleteIfExists(directory.resolve(PLACE));
            } catch (IOException stays) {
                LOG.log(System.Logger.Level.DEBUG, "Clearing away where to be raised", stays);
            }
        });
        lock.ifPresent(SingleInstance::close);
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException notOpen) {
            LOG.log(System.Logger.Level.DEBUG, "Closing", notOpen);
        }
    }
}
