package wherry.transfer;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Turns text into paths and paths into text without loss, whatever locale this process was started in. Java encodes
 * names as the locale says, and where that says nothing (LANG unset, LC_ALL=C) as ASCII: it refuses all others, and
 * damages those that it reads. A name on disk is bytes, though, and the {@code file:} address of a path carries them as
 * they are. They are taken for UTF-8 wherever they can be, and new names are written in it; a name that is there in the
 * encoding of the locale only (ISO-8859-1) is found as well.
 */
public final class PathText {
    /** What Java puts in the place of bytes that it cannot decode. */
    private static final char UNDECODED = '\uFFFD';

    private static final boolean BYTES = File.separatorChar == '/';
    private static final boolean FAITHFUL =
            !BYTES || "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private static final String UNRESERVED = "/-._~";

    private PathText() {}

    /**
     * The path of that text; looks what is there if the text can be written in several ways.
     *
     * @throws InvalidPathException no file can bear that name
     */
    public static Path of(String text) {
        Path path = isFaithful(text) ? Path.of(text) : present(text);
        return path.isAbsolute() || isFaithful(System.getProperty("user.dir", ""))
                ? path
                : workingFolder().map(path::resolve).orElse(path);
    }

    /**
     * The path of that name in a folder, where it may be new.
     *
     * @throws InvalidPathException no file can bear that name
     */
    public static Path resolve(Path folder, String name) {
        return isFaithful(name) ? folder.resolve(name) : folder.resolve(inUtf8(name));
    }

    /** What people call that path; where it is no text in any encoding, nearly so. */
    public static String of(Path path) {
        String text = path.toString();
        return isFaithful(text) ? text : decoded(path).orElse(text);
    }

    /** What people call that path; empty if its bytes are no text, so that no text could name it. */
    public static Optional<String> exact(Path path) {
        String text = path.toString();
        if (isFaithful(text) && !(BYTES && text.indexOf(UNDECODED) >= 0)) {
            return Optional.of(text);
        }
        Optional<String> decoded = decoded(path);
        return decoded.isPresent() || text.indexOf(UNDECODED) >= 0 ? decoded : Optional.of(text);
    }

    /** Whether {@link Path#toString}, and all that Java makes of it, says what the path is. */
    public static boolean isFaithful(Path path) {
        return isFaithful(path.toString());
    }

    private static boolean isFaithful(String text) {
        return FAITHFUL || text.chars().allMatch(unit -> unit < 0x80);
    }

    /** Under the name that this process was given, if that tells; else in UTF-8, which is what nearly all names are in. */
    private static Path present(String text) {
        Path utf8 = inUtf8(text);
        if (Files.exists(utf8, NOFOLLOW_LINKS) && !LaunchText.isGivenInLocale(text)) {
            return utf8;
        }
        try {
            Path local = Path.of(text);
            return Files.exists(local, NOFOLLOW_LINKS) ? local : utf8;
        } catch (InvalidPathException unmappable) {
            return utf8;
        }
    }

    private static Path inUtf8(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidPathException(text, "Nul character not allowed");
        }
        // An address is always absolute.
        boolean absolute = text.startsWith("/");
        try {
            Path path = Path.of(URI.create("file:///" + escaped(absolute ? text.substring(1) : text)));
            return absolute ? path : path.getRoot().relativize(path);
        } catch (CharacterCodingException halfACharacter) {
            throw new InvalidPathException(text, "Half a character");
        }
    }

    private static String escaped(String text) throws CharacterCodingException {
        ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        StringBuilder escaped = new StringBuilder();
        while (bytes.hasRemaining()) {
            int unit = bytes.get() & 0xFF;
            boolean plain = unit < 0x80 && (Character.isLetterOrDigit(unit) || UNRESERVED.indexOf(unit) >= 0);
            escaped.append(plain ? Character.toString(unit) : "%%%02X".formatted(unit));
        }
        return escaped.toString();
    }

    /** Empty if it is not in UTF-8. */
    private static Optional<String> decoded(Path path) {
        byte[] all = bytes(path.toUri().getRawPath());
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(all))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            return Optional.empty();
        }
        // The address of a folder ends with a separator, and that of a relative path begins with the working folder.
        text = text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return Optional.of(path.isAbsolute() ? text : lastParts(text, path.getNameCount()));
    }

    private static byte[] bytes(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '%') {
                bytes.write(Integer.parseInt(escaped, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(escaped.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static String lastParts(String text, int count) {
        int start = text.length();
        for (int i = 0; i < count; i++) {
            start = text.lastIndexOf('/', start - 1);
        }
        return text.substring(start + 1);
    }

    /** Java takes it from a property that was decoded, too; empty where the system does not tell. */
    private static Optional<Path> workingFolder() {
        try {
            return Optional.of(Path.of("/proc/self/cwd").toRealPath());
        } catch (IOException notThisSystem) {
            return Optional.empty();
        }
    }
}
