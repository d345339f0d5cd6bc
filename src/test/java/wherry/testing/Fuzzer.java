package wherry.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Damages good inputs by chance, the same for the same seed, and hands them to a reader. */
public final class Fuzzer {
    private static final int LONGEST = 64 << 10;
    private static final int LONGEST_PIECE = 64;
    /** What readers are known to stumble over. */
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "null",
            "true",
            "-0",
            "1e999",
            "-1e-999",
            "9223372036854775808",
            "0.5",
            "NaN",
            "\\u0000",
            "\\ud800",
            "\\",
            "\n",
            "\r\n",
            "\r",
            "\0",
            " ",
            "\t",
            "=",
            ".",
            "/",
            "..",
            "\uFEFF",
            "\u202E",
            "\uD83D\uDE00",
            "x-wherry",
            "\"v\":1",
            "{\"a\":".repeat(40),
            "[".repeat(2_000),
            "0".repeat(400),
            "\"" + "a".repeat(5_000) + "\"",
            "-",
            "+5",
            "2147483648",
            "65536",
            "\\u12",
            "%s",
            ";",
            "HTTP/-1.1");

    private final Random random;

    public Fuzzer(long seed) {
        random = new Random(seed);
    }

    /** What a run has shown. */
    public record Report(String target, long inputs, long refused, long slowestMicros) {
        @Override
        public String toString() {
            return String.format(
                    "%-28s %,10d inputs, %,10d refused, slowest %,d microseconds",
                    target, inputs, refused, slowestMicros);
        }
    }

    /**
     * Hands over so many inputs.
     *
     * @throws AssertionError the reader threw what it must not; the message holds the input
     */
    public Report run(FuzzTarget target, long inputs) {
        long refused = 0;
        long slowest = 0;
        for (byte[] sample : target.samples()) {
            if (isRefused(target, sample)) {
                throw new AssertionError(target.name() + " refuses a good sample: " + shown(sample));
            }
        }
        for (long i = 0; i < inputs; i++) {
            byte[] input = next(target.samples());
            long begun = System.nanoTime();
            refused += isRefused(target, input) ? 1 : 0;
            slowest = Math.max(slowest, System.nanoTime() - begun);
        }
        return new Report(target.name(), inputs, refused, slowest / 1_000);
    }

    private static boolean isRefused(FuzzTarget target, byte[] input) {
        try {
            target.reader().read(input);
            return false;
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError thrown) {
            if (target.refusals().stream().noneMatch(refusal -> refusal.isInstance(thrown))) {
                throw new AssertionError(target.name() + " stumbles over " + shown(input), thrown);
            }
            return true;
        }
    }

    private static String shown(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1) + "\nin hexadecimal digits: "
                + HexFormat.of().formatHex(input);
    }

    private byte[] next(List<byte[]> samples) {
        byte[] input = samples.get(random.nextInt(samples.size()));
        if (random.nextInt(50) == 0) {
            input = noise(random.nextInt(400));
        }
        for (int damages = 1 + random.nextInt(4); damages > 0; damages--) {
            input = damage(input, samples);
        }
        return input;
    }

    private byte[] damage(byte[] bytes, List<byte[]> samples) {
        int from = random.nextInt(bytes.length + 1);
        int to = from + random.nextInt(Math.min(LONGEST_PIECE, bytes.length - from) + 1);
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(bytes, 0, from);
        switch (random.nextInt(8)) {
            case 0 -> to = Math.min(from + 1, bytes.length);
            case 1 -> {
                damaged.write(bytes, from, to - from);
                to = from;
            }
            case 2 -> damaged.writeBytes(noise(to - from));
            case 3 -> {
                damaged.write(random.nextInt(256));
                to = Math.min(from + 1, bytes.length);
            }
            case 4 -> {
                damaged.writeBytes(token());
                to = from;
            }
            case 5 -> damaged.writeBytes(token());
            case 6 -> to = bytes.length;
            default -> {
                byte[] other = samples.get(random.nextInt(samples.size()));
                int begin = random.nextInt(other.length + 1);
                damaged.write(other, begin, other.length - begin);
                to = bytes.length;
            }
        }
        damaged.write(bytes, to, bytes.length - to);
        return damaged.size() > LONGEST ? bytes : damaged.toByteArray();
    }

    private byte[] token() {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }
}
