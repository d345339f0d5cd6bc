package wherry.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.transfer.Direction;
import wherry.transfer.DisplayText;
import wherry.transfer.PathText;
import wherry.transfer.TransferState;

/**
 * Reads and writes the history's file: a line for each transfer, its fields separated by tabs, and below it an indented line for
 * each of its places. A tab, a line feed, a return or a backslash in a name is written as {@code \t}, {@code \n},
 * {@code \r} or {@code \\}.
 */
final class HistoryFormat {
    private static final String HEAD = """
            # What Wherry has sent and received, the latest last. It may be deleted at any time.
            # time, direction, state, with whom, what, files, bytes, where, key, id; indented: size, time, path
            """;

    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final int FIELDS = 10;

    private HistoryFormat() {}

    static String text(List<HistoryEntry> entries) {
        StringBuilder text = new StringBuilder(HEAD);
        for (HistoryEntry entry : entries) {
            append(text, entry);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, HistoryEntry entry) {
        List<String> fields = List.of(
                entry.startedAt().toString(),
                entry.direction().name().toLowerCase(Locale.ROOT),
                entry.state().name().toLowerCase(Locale.ROOT),
                entry.peerName(),
                entry.title(),
                "" + entry.files(),
                "" + entry.bytes(),
                entry.savedAs().map(PathText::of).orElse(""),
                entry.fingerprint().orElse(""),
                entry.id());
        text.append(String.join("\t", fields.stream().map(HistoryFormat::escape).toList()))
                .append('\n');
        for (HistoryEntry.Place place : entry.places()) {
            text.append('\t')
                    .append(place.size())
                    .append('\t')
                    .append(place.modified())
                    .append('\t')
                    .append(escape(PathText.of(place.path())))
                    .append('\n');
        }
    }

    /** What makes no sense is passed over, so that one bad line costs no more than itself. */
    static List<HistoryEntry> read(String text) {
        List<HistoryEntry> entries = new ArrayList<>();
        Optional<HistoryEntry> entry = Optional.empty();
        List<HistoryEntry.Place> places = new ArrayList<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("\t")) {
                place(line).ifPresent(places::add);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                finish(entry, places, entries);
                entry = entry(line);
                places.clear();
            }
        }
        finish(entry, places, entries);
        return entries;
    }

    private static void finish(
            Optional<HistoryEntry> entry, List<HistoryEntry.Place> places, List<HistoryEntry> entries) {
        entry.ifPresent(known -> entries.add(new HistoryEntry(
                known.id(),
                known.startedAt(),
                known.direction(),
                known.state(),
                known.title(),
                known.peerName(),
                known.fingerprint(),
                known.files(),
                known.bytes(),
                known.savedAs(),
                places)));
    }

    private static Optional<HistoryEntry> entry(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            TransferState state = TransferState.valueOf(fields[2].toUpperCase(Locale.ROOT));
            int files = Integer.parseInt(fields[5]);
            long bytes = Long.parseLong(fields[6]);
            if (!state.isFinal() || files < 0 || bytes < 0 || fields[9].isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new HistoryEntry(
                    shown(unescape(fields[9])),
                    CalendarTime.parse(fields[0]),
                    Direction.valueOf(fields[1].toUpperCase(Locale.ROOT)),
                    state,
                    shown(unescape(fields[4])),
                    shown(unescape(fields[3])),
                    Optional.of(fields[8]).filter(key -> key.matches("[0-9A-F]{64}")),
                    files,
                    bytes,
                    Optional.of(fields[7]).filter(path -> !path.isEmpty()).map(HistoryFormat::path),
                    List.of()));
        } catch (IllegalArgumentException | DateTimeException noSense) {
            return Optional.empty();
        }
    }

    private static Optional<HistoryEntry.Place> place(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new HistoryEntry.Place(path(fields[3]), Long.parseLong(fields[1]), Instant.parse(fields[2])));
        } catch (IllegalArgumentException | DateTimeException noSense) {
            return Optional.empty();
        }
    }

    /** Whoever changed the file may have written anything. */
    private static String shown(String text) {
        return DisplayText.escape(text);
    }

    /** @throws InvalidPathException no file can bear that name */
    private static Path path(String escaped) {
        Path path = PathText.of(unescape(escaped));
        if (!path.isAbsolute()) {
            throw new InvalidPathException(escaped, "relative");
        }
        return path;
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescape(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1)) {
                            case "t" -> "\t";
                            case "n" -> "\n";
                            case "r" -> "\r";
                            default -> escape.group(1);
                        }));
    }
}
