package wherry.settings;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import wherry.transfer.Collision;
import wherry.transfer.DisplayText;
import wherry.transfer.PeerAddress;
import wherry.transfer.Ports;

/**
 * Holds what the user has set. Impossible values are refused with an {@link IllegalArgumentException}.
 *
 * @param alias what others see; see {@link #isAlias}
 * @param folder where received files go; made absolute
 * @param port the port asked for explicitly, 0 for any that is free; empty takes the usual one, or a free one when that
 *     is taken
 * @param group the multicast group of the homebrew hello, a literal IPv4 address
 * @param network the name of the interface to use; empty for all
 * @param peers addresses added by hand, as {@code host} or {@code host:port}
 * @param window where the window was; empty before it was first moved
 * @param collision what happens when a received file's name is taken
 * @param pin what senders have to give before anybody is asked, where the protocol has such a thing; see {@link #isPin}
 * @param links inside folders that are sent
 * @param stars peers that the user often sends to, in the order in which they were starred
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true)
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
        Optional<WindowPlace> window,
        Collision collision,
        Optional<String> pin,
        PlainHttp plainHttp,
        Links links,
        WithoutPin withoutPin,
        TellPeers tellPeers,
        List<Star> stars)
        implements SettingsBuilder.With {
    public static final String DEFAULT_GROUP = "224.202.20.30";

    /** In UTF-16 units: announcements have little room, and so has a row of the peer list. */
    public static final int LONGEST_ALIAS = 40;

    private static final Pattern MULTICAST =
            Pattern.compile("(22[4-9]|23\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    /** No space or comma, and not longer than a host name, a colon and a port. */
    private static final Pattern PEER = Pattern.compile("[^\\s,]{1,260}");

    private static final Pattern PIN = Pattern.compile("[!-~]{4,12}");

    public Settings {
        folder = folder.toAbsolutePath().normalize();
        peers = List.copyOf(peers);
        stars = List.copyOf(stars);
        require(isAlias(alias), "alias", alias);
        require(port.isEmpty() || Ports.isPortOrZero(port.getAsInt()), "port", port);
        require(isMulticastGroup(group), "group", group);
        peers.forEach(peer -> require(isPeer(peer), "peer", peer));
        // Not the PIN itself: this ends up in logs.
        require(pin.isEmpty() || isPin(pin.get()), "pin", "");
    }

    /** As things are before anything was set. */
    public static Settings defaults(String alias, Path folder) {
        return new Settings(
                alias,
                folder,
                OptionalInt.empty(),
                DEFAULT_GROUP,
                Asking.ASK,
                Theme.SYSTEM,
                Limits.DEFAULT,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Collision.KEEP_BOTH,
                Optional.empty(),
                PlainHttp.ASK,
                Links.FOLLOW,
                WithoutPin.REFUSE,
                TellPeers.ON,
                List.of());
    }

    /** Whether others could be shown this: not blank, not too long, nothing in it that deceives. */
    public static boolean isAlias(String text) {
        return !text.isBlank()
                && text.equals(text.strip())
                && text.length() <= LONGEST_ALIAS
                && text.codePoints().noneMatch(DisplayText::deceives);
    }

    /** Whether this could be {@code host} or {@code host:port}; whether there is such a host is another matter. */
    public static boolean isPeer(String text) {
        return PEER.matcher(text).matches()
                && text.codePoints().noneMatch(DisplayText::deceives)
                && PeerAddress.isOne(text);
    }

    /** 4 to 12 characters of ASCII, without spaces: phones have no others at hand, and none looks like another one. */
    public static boolean isPin(String text) {
        return PIN.matcher(text).matches();
    }

    public static boolean isMulticastGroup(String text) {
        return MULTICAST.matcher(text).matches();
    }

    /** What happens when somebody wants to send. */
    public enum Asking {
        ASK,
        ACCEPT,
        REFUSE
    }

    /** What happens when somebody wants to send without encryption, in a protocol that could encrypt. */
    public enum PlainHttp {
        /** A person is asked, whatever {@link Asking} says. */
        ASK,
        REFUSE
    }

    /** What is done about links inside folders that are sent. */
    public enum Links {
        /** To files, wherever they are, and to folders inside the one that is sent. */
        FOLLOW,
        SKIP
    }

    /** What others who have shown who they are hear of the peers that we hear. */
    public enum TellPeers {
        /** Where those are, on their own network: who cannot hear them can ask them. */
        ON,
        OFF
    }

    /** What happens while there is a PIN when somebody wants to send in a protocol that knows none. */
    public enum WithoutPin {
        REFUSE,
        /** As if there was no PIN. */
        AS_USUAL
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

        public Limits {
            require(isPositive(header), "header", header);
            require(isPositive(idle), "idle", idle);
            require(connections > 0, "connections", connections);
        }

        private static boolean isPositive(Duration duration) {
            return !duration.isNegative() && !duration.isZero();
        }
    }

    /**
     * In pixels of the screen, whatever they are scaled by.
     *
     * @param percent how large everything was drawn; empty where that was not written down
     */
    public record WindowPlace(int x, int y, int width, int height, OptionalInt percent) {
        public WindowPlace {
            require(width > 0 && height > 0, "window", width + " × " + height);
        }

        public WindowPlace(int x, int y, int width, int height) {
            this(x, y, width, height, OptionalInt.empty());
        }
    }

    private static void require(boolean possible, String what, Object value) {
        if (!possible) {
            throw new IllegalArgumentException(what + ": " + value);
        }
    }
}
