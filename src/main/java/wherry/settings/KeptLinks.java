package wherry.settings;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers the links that are open, so that one that ended without being closed, as in a crash, can be brought back.
 * What cannot be kept is not: then a link cannot be brought back, and all else works. For the user's eyes only, as who
 * knows a token has what is offered.
 */
public final class KeptLinks {
    private static final System.Logger LOG = System.getLogger(KeptLinks.class.getName());
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]{64}) ([A-Za-z0-9_-]{8,64}) ([0-9]{1,5}) ([0-9]{1,15})");
    private static final int LARGEST = 64 << 10;
    private static final int MOST = 100;

    private final ConfigFile file;

    /**
     * One that is open, or was.
     *
     * @param offer 64 hexadecimal digits that tell what is offered in it, and how
     * @param until when it ends if nobody asks for anything
     */
    public record KeptLink(String offer, String token, int port, Instant until) {}

    /** In the folder of the settings. Touches nothing yet. */
    public KeptLinks(Path directory) {
        this.file = new ConfigFile(directory.resolve("links"), LARGEST);
    }

    /** The one with that token, or else with that offer, whose time is not over. */
    public Optional<KeptLink> find(Optional<String> token, String offer) {
        Predicate<KeptLink> meant = token.isPresent()
                ? link -> link.token().equals(token.get())
                : link -> link.offer().equals(offer);
        return read().stream().filter(meant).findFirst();
    }

    /** It is open until then. */
    public void keep(KeptLink link) {
        change(link.token(), Optional.of(link));
    }

    /** It was closed, or its time is over. */
    public void forget(String token) {
        change(token, Optional.empty());
    }

    private void change(String token, Optional<KeptLink> instead) {
        try (Closeable lock = file.lock()) {
            LOG.log(Level.DEBUG, "Keeping links under {0}", lock);
            List<KeptLink> links = new ArrayList<>(read());
            links.removeIf(link -> link.token().equals(token));
            instead.ifPresent(links::add);
            StringBuilder text = new StringBuilder();
            links.stream()
                    .skip(Math.max(0, links.size() - MOST))
                    .forEach(link -> text.append(link.offer())
                            .append(' ')
                            .append(link.token())
                            .append(' ')
                            .append(link.port())
                            .append(' ')
                            .append(link.until().toEpochMilli())
                            .append('\n'));
            file.replace(text.toString());
        } catch (IOException unwritable) {
            LOG.log(Level.INFO, "Keeping a link", unwritable);
        }
    }

    private List<KeptLink> read() {
        try {
            return file.read()
                    .lines()
                    .map(LINE::matcher)
                    .filter(Matcher::matches)
                    .map(parts -> new KeptLink(
                            parts.group(1),
                            parts.group(2),
                            Integer.parseInt(parts.group(3)),
                            Instant.ofEpochMilli(Long.parseLong(parts.group(4)))))
                    .filter(link -> link.port() <= 0xFFFF && link.until().isAfter(Instant.now()))
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }
}
