package wherry.protocol.localsend.message;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Finds the number of a file by its id, in eight bytes for each. Whoever chooses the ids cannot make them collide: the
 * multiplier of their hashes is random.
 */
public final class FileIndex {
    /** Enough for {@link PrepareUploadReader#MOST_FILES}. The rest of a slot are bits of the hash. */
    private static final int NUMBER_BITS = 17;

    private static final int NUMBER = (1 << NUMBER_BITS) - 1;
    private static final int FEWEST = 16;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long multiplier = new SplittableRandom().nextLong() | 1;
    private final IntFunction<String> ids;
    /** A number plus one, or 0. */
    private int[] slots = new int[FEWEST];

    private int count;

    /** @param ids tells the id of each number that was put in */
    FileIndex(IntFunction<String> ids) {
        this.ids = ids;
    }

    /** The number of that id, if it was put in. */
    public OptionalInt find(String id) {
        int found = slots[slot(id)] & NUMBER;
        return found == 0 ? OptionalInt.empty() : OptionalInt.of(found - 1);
    }

    /** The next number, counted from 0, is that of an id that is not in yet. */
    void put(String id) {
        if (2 * count >= slots.length) {
            grow();
        }
        slots[slot(id)] = entry(id, count++);
    }

    private int entry(String id, int number) {
        return (int) hash(id) << NUMBER_BITS | (number + 1);
    }

    /** Where that id is, or belongs. */
    private int slot(String id) {
        long hash = hash(id);
        int at = (int) (hash >>> Integer.SIZE) & (slots.length - 1);
        while (slots[at] != 0
                && ((slots[at] ^ (int) hash << NUMBER_BITS) >>> NUMBER_BITS != 0
                        || !ids.apply((slots[at] & NUMBER) - 1).equals(id))) {
            at = (at + 1) & (slots.length - 1);
        }
        return at;
    }

    private long hash(String id) {
        long hash = multiplier;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * multiplier;
            hash ^= hash >>> Integer.SIZE;
        }
        return hash * GOLDEN ^ hash;
    }

    private void grow() {
        int known = count;
        slots = new int[2 * slots.length];
        for (count = 0; count < known; count++) {
            String id = ids.apply(count);
            slots[slot(id)] = entry(id, count);
        }
    }
}
