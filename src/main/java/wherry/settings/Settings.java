package wherry.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the user has set.
 *
 * @param alias what others see
 * @param folder where received files go
 * @param port the port asked for explicitly; empty takes the usual one, or a free one when that is taken
 * @param group the multicast group of the homebrew hello, a literal IPv4 address
 * @param network the name of the interface to use; empty for all
 * @param peers addresses added by hand, as {@code host} or {@code host:port}
 * @param window where the window was; empty before it was first moved
 */
public record Settings(
        String alias,
        Path folder,
        OptionalInt port,
        String group,
        Asking asking,
        Theme theme,
        Limits limits,
        Optional<String> network,
        List<String> peers,
        Optional<WindowPlace> window) {
    public static final String DEFAULT_GROUP = "224.202.20.30";

    public Settings {
        peers = List.copyOf(peers);
    }

    /** What happens when somebody wants to send. */
    public enum Asking {
        ASK,
        ACCEPT,
        REFUSE
    }

    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    /**
     * Bounds that the user may change.
     *
     * @param header until the header of an upload is complete
     * @param idle the longest pause between two bytes of contents
     * @param connections at the same time, at most
     */
    public record Limits(Duration header, Duration idle, int connections) {
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), 1024);
    }

    /** In pixels of the virtual screen, unscaled. */
    public record WindowPlace(int x, int y, int width, int height) {}
}
