package wherry.protocol.localsend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the system holds of what was sent: tens of megabytes, if it has been set up that way. */
final class SocketQueues {
    /** Where the system does not say it, what it usually is. */
    private static final long USUAL = 8 << 20;

    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int QUEUES = 4;

    private SocketQueues() {}

    /** In bytes: sent to this port, and not read there yet. */
    static long towards(int port) throws IOException {
        Path table = Path.of("/proc/net/tcp");
        if (!Files.exists(table)) {
            return USUAL;
        }
        return sum(table, port) + sum(Path.of("/proc/net/tcp6"), port);
    }

    private static long sum(Path table, int port) throws IOException {
        if (!Files.exists(table)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(table)) {
            return lines.skip(1)
                    .mapToLong(line -> queued(line.strip().split(" +", -1), port))
                    .sum();
        }
    }

    private static long queued(String[] columns, int port) {
        String[] queues = columns[QUEUES].split(":", -1);
        return (port(columns[REMOTE]) == port ? Long.parseLong(queues[0], 16) : 0)
                + (port(columns[LOCAL]) == port ? Long.parseLong(queues[1], 16) : 0);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }
}
