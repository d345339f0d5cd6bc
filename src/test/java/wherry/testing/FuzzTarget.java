package wherry.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One reader of what strangers or damaged files say.
 *
 * @param name for people
 * @param samples good inputs, from which others are made
 * @param refusals what the reader may throw; anything else is a mistake of ours
 */
public record FuzzTarget(String name, List<byte[]> samples, Reader reader, List<Class<? extends Exception>> refusals) {
    /** Reads an input, and fails when what comes of it breaks a promise. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] input) throws Exception;
    }

    /** With samples that are text. */
    public static FuzzTarget of(
            String name, List<String> samples, Reader reader, List<Class<? extends Exception>> refusals) {
        return new FuzzTarget(
                name,
                samples.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                reader,
                refusals);
    }

    /** What holds of all that is read. */
    public static void require(boolean promise) {
        if (!promise) {
            throw new AssertionError("a promise is broken");
        }
    }

    /** Whether a number lies there, the ends included. */
    public static void requireBetween(long least, long number, long most) {
        if (number < least || number > most) {
            throw new AssertionError(number + " is not from " + least + " to " + most);
        }
    }

    /** The input as text, as files and bodies are read. */
    public static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
