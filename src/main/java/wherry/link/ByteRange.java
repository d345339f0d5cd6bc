package wherry.link;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of some contents that is asked for (RFC 9110, section 14.1.2).
 *
 * @param from the first byte
 * @param to the byte behind the last one
 */
record ByteRange(long from, long to) {
    private static final Pattern SINGLE = Pattern.compile("bytes[ \t]*=[ \t]*([0-9]{0,18})[ \t]*-[ \t]*([0-9]{0,18})");

    /** Whether it can be had at all. */
    boolean isSatisfiable() {
        return from < to;
    }

    long length() {
        return to - from;
    }

    /**
     * Reads what a {@code Range} header says.
     *
     * @param length of the contents
     * @return empty for what we need not understand, and answer with all there is: several ranges, other units, nonsense
     */
    static Optional<ByteRange> read(String header, long length) {
        Matcher parts = SINGLE.matcher(header.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String first = parts.group(1);
        String last = parts.group(2);
        if (first.isEmpty()) {
            // The last so many bytes.
            return last.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ByteRange(Math.max(0, length - Long.parseLong(last)), length));
        }
        long from = Long.parseLong(first);
        if (last.isEmpty()) {
            return Optional.of(new ByteRange(from, length));
        }
        long to = Long.parseLong(last);
        return to < from ? Optional.empty() : Optional.of(new ByteRange(from, Math.min(to + 1, length)));
    }
}
