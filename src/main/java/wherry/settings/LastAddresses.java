package wherry.settings;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps where the holders of certificates were when they last showed them, in a text file beside the settings: at most
 * {@value #MOST}, for seven days. What is kept identifies nobody; it only says where to ask first. Several processes may
 * keep theirs in one file. Safe for use by many threads; works on the disk, so not for the event thread.
 */
public final class LastAddresses {
    static final int MOST = 256;
    static final Duration LASTS = Duration.ofDays(7);

    private static final System.Logger LOG = System.getLogger(LastAddresses.class.getName());
    private static final String FILE = "addresses.txt";
    private static final String HEAD = """
            # Where others were when they last showed who they are: fingerprint, address, port, time. Wherry asks there
            # first. Can be deleted at any time.
            """;
    private static final int LARGEST = 64 << 10;
    /** One that moves about is not to push everybody else out. */
    private static final int MOST_OF_ONE = 4;
    /** What was proven again within it needs not be written again. */
    private static final Duration STALE = Duration.ofHours(1);

    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) (\\S{2,64}) (\\d{1,5}) (\\S{1,32})");
    private static final Pattern LITERAL =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+(%[\\w.-]+)?");
    private static final int LAST_PORT = 0xFFFF;

    private final Optional<ConfigFile> file;
    private final Clock clock;
    private final Map<Place, Instant> known = new HashMap<>();

    /** Where the holder of a certificate was. */
    public record Place(String fingerprint, InetSocketAddress at) {
        public Place {
            fingerprint = fingerprint.toUpperCase(Locale.ROOT);
        }
    }

    private LastAddresses(Optional<ConfigFile> file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Touches nothing yet.
     *
     * @param directory see {@link SettingsStore#directory}
     */
    public static LastAddresses in(Path directory, Clock clock) {
        return new LastAddresses(
                Optional.of(
                        new ConfigFile(directory.toAbsolutePath().normalize().resolve(FILE), LARGEST)),
                clock);
    }

    /** Keeps nothing. */
    public static LastAddresses none() {
        return new LastAddresses(Optional.empty(), Clock.systemUTC());
    }

    /** Those of the last seven days, the last proven first. Empty when the file cannot be read, which is only logged. */
    public synchronized List<Place> all() {
        read();
        return newestFirst().map(Map.Entry::getKey).toList();
    }

    /** These were proven just now; written only where that is news. What cannot be written is only logged. */
    public synchronized void proven(Collection<Place> places) {
        Instant now = clock.instant();
        List<Place> news = places.stream()
                .filter(place -> !known.containsKey(place)
                        || known.get(place).plus(STALE).isBefore(now))
                .toList();
        if (news.isEmpty() || file.isEmpty()) {
            return;
        }
        try (Closeable lock = file.get().lock()) {
            LOG.log(Level.TRACE, "Keeping addresses: {0}", lock);
            read();
            news.forEach(place -> known.put(place, now));
            StringBuilder text = new StringBuilder(HEAD);
            newestFirst().forEach(entry -> append(text, entry.getKey(), entry.getValue()));
            file.get().replace(text.toString());
        } catch (IOException unwritable) {
            LOG.log(Level.INFO, "Keeping addresses", unwritable);
        }
    }

    private java.util.stream.Stream<Map.Entry<Place, Instant>> newestFirst() {
        Instant now = clock.instant();
        // A time to come is some other clock's: it must not stay for ever.
        known.values()
                .removeIf(time ->
                        time.plus(LASTS).isBefore(now) || time.minus(LASTS).isAfter(now));
        Map<String, Integer> ofOne = new HashMap<>();
        List<Map.Entry<Place, Instant>> kept = new ArrayList<>();
        known.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .filter(entry -> ofOne.merge(entry.getKey().fingerprint(), 1, Integer::sum) <= MOST_OF_ONE)
                .limit(MOST)
                .forEach(entry -> kept.add(Map.entry(entry.getKey(), entry.getValue())));
        known.clear();
        kept.forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return kept.stream();
    }

    /** Adds what is in the file to what is known. */
    private void read() {
        if (file.isEmpty()) {
            return;
        }
        try {
            Map<Place, Instant> written = new LinkedHashMap<>();
            file.get().read().lines().limit(4L * MOST).forEach(line -> readLine(line, written));
            written.forEach(
                    (place, time) -> known.merge(place, time, (one, other) -> one.isAfter(other) ? one : other));
        } catch (NoSuchFileException nobodyYet) {
            LOG.log(Level.TRACE, "No addresses yet", nobodyYet);
        } catch (IOException unreadable) {
            LOG.log(Level.INFO, "Reading addresses", unreadable);
        }
    }

    /** What makes no sense is passed over: it is written anew soon enough. */
    private static void readLine(String line, Map<Place, Instant> into) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches() || !LITERAL.matcher(matcher.group(2)).matches()) {
            return;
        }
        int port = Integer.parseInt(matcher.group(3));
        try {
            if (port > 0 && port <= LAST_PORT) {
                // A literal: no name service is asked.
                InetSocketAddress at = new InetSocketAddress(InetAddress.getByName(matcher.group(2)), port);
                into.put(new Place(matcher.group(1), at), Instant.parse(matcher.group(4)));
            }
        } catch (UnknownHostException | java.time.DateTimeException noSense) {
            LOG.log(Level.DEBUG, "An address that makes no sense", noSense);
        }
    }

    private static void append(StringBuilder text, Place place, Instant time) {
        text.append(place.fingerprint())
                .append(' ')
                .append(place.at().getAddress().getHostAddress())
                .append(' ')
                .append(place.at().getPort())
                .append(' ')
                .append(time)
                .append('\n');
    }
}
