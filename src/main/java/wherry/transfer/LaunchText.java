package wherry.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads what this process was started with, as it was given: Java decodes arguments and environment as the locale says,
 * and without one (LANG unset, LC_ALL=C) puts a question mark of its own in the place of every byte beyond ASCII. Linux
 * still knows the bytes. Those that are UTF-8 are taken for that in every locale: cron and scripts write it while their
 * locale says ISO-8859-1, and hardly any other text happens to be valid in it.
 */
public final class LaunchText {
    private static final char UNDECODED = '\uFFFD';
    private static final Charset LOCALE = locale();
    /** The arguments that are no UTF-8. */
    private static final Set<String> IN_LOCALE = ConcurrentHashMap.newKeySet();

    private LaunchText() {}

    /** Whether Java may have lost part of that text when this process was started. */
    public static boolean isDamaged(String text) {
        return text.indexOf(UNDECODED) >= 0 && !LOCALE.equals(StandardCharsets.UTF_8);
    }

    /** The arguments as they were given; those that cannot be recovered stay as Java has decoded them. */
    public static String[] arguments(String... decoded) {
        for (String argument : decoded) {
            if (isDoubtful(argument)) {
                return recovered(decoded, bytesOf("/proc/self/cmdline"));
            }
        }
        return decoded;
    }

    /** The value of a variable as it was given; may be damaged where the system does not tell. */
    public static Optional<String> environment(String name) {
        Optional<String> value = Optional.ofNullable(System.getenv(name));
        if (value.filter(LaunchText::isDoubtful).isEmpty()) {
            return value;
        }
        byte[] prefix = (name + "=").getBytes(StandardCharsets.US_ASCII);
        return parts(bytesOf("/proc/self/environ")).stream()
                .filter(entry -> startsWith(entry, prefix))
                .map(entry -> utf8(slice(entry, prefix.length)).orElse(value.get()))
                .findFirst()
                .or(() -> value);
    }

    /**
     * What another program printed in UTF-8 and Java has decoded as the locale says; all other text as it is.
     *
     * @param decoded may be right already
     */
    public static String recovered(String decoded) {
        return isDoubtful(decoded) && LOCALE.newEncoder().canEncode(decoded)
                ? utf8(decoded.getBytes(LOCALE)).orElse(decoded)
                : decoded;
    }

    /** Whether it is an argument that was given in the encoding of the locale, so that the name of a file in it is, too. */
    static boolean isGivenInLocale(String text) {
        return IN_LOCALE.contains(text);
    }

    private static boolean isDoubtful(String text) {
        return !LOCALE.equals(StandardCharsets.UTF_8) && text.chars().anyMatch(unit -> unit >= 0x80);
    }

    /** The arguments of the program are the last ones of the command line, each with a zero byte behind it. */
    static String[] recovered(String[] decoded, byte[] commandLine) {
        List<byte[]> all = parts(commandLine);
        String[] recovered = decoded.clone();
        int before = all.size() - decoded.length;
        for (int i = 0; before >= 0 && i < decoded.length; i++) {
            byte[] given = all.get(before + i);
            if (!new String(given, LOCALE).equals(decoded[i])) {
                return decoded;
            }
            Optional<String> text = utf8(given);
            if (text.isEmpty()) {
                IN_LOCALE.add(decoded[i]);
            }
            recovered[i] = text.orElse(decoded[i]);
        }
        return recovered;
    }

    private static List<byte[]> parts(byte[] bytes) {
        List<byte[]> parts = new ArrayList<>();
        int start = 0;
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] == 0) {
                parts.add(Arrays.copyOfRange(bytes, start, end));
                start = end + 1;
            }
        }
        return parts;
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static byte[] slice(byte[] bytes, int start) {
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException otherEncoding) {
            return Optional.empty();
        }
    }

    private static byte[] bytesOf(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException notThisSystem) {
            return new byte[0];
        }
    }

    private static Charset locale() {
        try {
            return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
