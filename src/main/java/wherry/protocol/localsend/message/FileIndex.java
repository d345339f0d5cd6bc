package wherry.protocol.localsend.message;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Finds the number of a file by its id, in some twelve bytes for each. Whoever chooses the ids cannot make them collide:
 * the multiplier of their hashes is random. Hashes are kept, since each id has to be put together when it is asked for.
 */
public final class FileIndex {
    private static final int FEWEST = 16;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long multiplier = new SplittableRandom().nextLong() | 1;
    private final IntFunction<String> ids;
    /** A number plus one, or 0. */
    private int[] slots = new int[FEWEST];
    /** By number. */
    private int[] hashes = new int[FEWEST];

    private int count;

    /** @param ids tells the id of each number that was put in */
    FileIndex(IntFunction<String> ids) {
        this.ids = ids;
    }

    /** The number of that id, if it was put in. */
    public OptionalInt find(String id) {
        int hash = hash(id);
        for (int at = first(hash); slots[at] != 0; at = after(at)) {
            int number = slots[at] - 1;
            if (hashes[number] == hash && ids.apply(number).equals(id)) {
                return OptionalInt.of(number);
            }
        }
        return OptionalInt.empty();
    }

    /** The next number, counted from 0, is that of an id that is not in yet. */
    void put(String id) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, count + count / 2);
        }
        hashes[count++] = hash(id);
        if (4 * count > 3 * slots.length) {
            slots = new int[2 * slots.length];
            for (int number = 0; number < count; number++) {
                take(number);
            }
        } else {
            take(count - 1);
        }
    }

    private void take(int number) {
        int at = first(hashes[number]);
        while (slots[at] != 0) {
            at = after(at);
        }
        slots[at] = number + 1;
    }

    private int first(int hash) {
        return hash & (slots.length - 1);
    }

    private int after(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    private int hash(String id) {
        long hash = multiplier;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * multiplier;
            hash ^= hash >>> Integer.SIZE;
        }
        return (int) ((hash * GOLDEN ^ hash) >>> Integer.SIZE);
    }
}
