package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.ByteInput;
import wherry.http.HttpStatusException;
import wherry.net.AddressBlock;
import wherry.protocol.localsend.message.Manifest;
import wherry.protocol.localsend.message.MemoryBudget;
import wherry.protocol.localsend.message.PrepareUploadReader;

/**
 * Bounds the memory that offers take, of all senders and of each: from the first byte of their list of files, while
 * somebody decides, until the last of those files has ended. Safe for use by many threads.
 */
public final class OfferMemory {
    private static final long MOST = 128 << 20;
    private static final int PART_OF_HEAP = 4;
    private static final int PART_OF_ALL = 4;
    /** Of a list. Whose list takes more gets more as it comes, while there is some. */
    private static final int PART_THAT_IS_KEPT = 4;

    /** What an offer takes whatever is in it, and the least that is taken more at a time. */
    private static final long STEP = 16 << 10;

    /** In bytes: an offer that takes no more is small. */
    private static final long SMALL = 1 << 20;
    /** That part of all is for small ones: however many large ones are held, a few files can be offered. */
    private static final int PART_FOR_SMALL = 4;

    private final long most;
    private final long mostOfLarge;
    private final long mostPerAddress;
    private final Room room;
    private final ListPace pace;
    private final Map<InetAddress, Long> perAddress = new HashMap<>();
    private long taken;

    /** Gets back memory from those who can do without, when there is too little. */
    @FunctionalInterface
    public interface Room {
        /** Whether somebody went. Called without any lock. */
        boolean make();
    }

    /**
     * Has lent nothing yet.
     *
     * @param most in bytes
     */
    public OfferMemory(long most, Room room) {
        this(most, room, new ListPace());
    }

    /** @param pace at which lists are read */
    OfferMemory(long most, Room room, ListPace pace) {
        this.pace = pace;
        this.most = most;
        this.mostOfLarge = most - most / PART_FOR_SMALL;
        this.mostPerAddress = most / PART_OF_ALL;
        this.room = room;
    }

    /** How many bytes there usually are for all: so many that what else this program does never lacks them. */
    public static long usual() {
        return Math.min(MOST, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /**
     * Sets memory aside for an offer whose list is about to be read.
     *
     * @param length of the list, when that is known
     * @throws HttpStatusException there is not enough
     */
    public Share open(InetAddress from, Optional<Long> length) throws HttpStatusException {
        Share share = new Share(AddressBlock.of(from));
        share.add(STEP);
        // The list itself is not kept, and what is kept of it is much shorter, as a rule: a long one may still fit.
        share.reserve(Math.min(length.orElse(0L) / PART_THAT_IS_KEPT, mostPerAddress));
        return share;
    }

    /** @param limit of what is taken by all then */
    private synchronized boolean take(InetAddress block, long bytes, long limit) {
        long there = perAddress.getOrDefault(block, 0L);
        if (taken + bytes > limit || there + bytes > mostPerAddress) {
            return false;
        }
        taken += bytes;
        perAddress.put(block, there + bytes);
        return true;
    }

    private synchronized boolean isFullFor(InetAddress block, long bytes) {
        return perAddress.getOrDefault(block, 0L) + bytes > mostPerAddress;
    }

    private synchronized void giveBack(long bytes) {
        taken -= bytes;
    }

    /** Counts them to nobody any more. */
    private synchronized void takeFrom(InetAddress block, long bytes) {
        perAddress.computeIfPresent(block, (same, count) -> count == bytes ? null : count - bytes);
    }

    /** In bytes. */
    synchronized long taken() {
        return taken;
    }

    /** What one offer has. Closing it gives all of it back, unless somebody keeps it. */
    public final class Share implements Closeable, MemoryBudget {
        private final InetAddress block;
        private long used;
        private long reserved;
        private boolean kept;
        private boolean aside;

        private Share(InetAddress block) {
            this.block = block;
        }

        @Override
        public synchronized void add(long bytes) throws HttpStatusException {
            used += bytes;
            if (used > reserved) {
                reserve(Math.min(used + STEP, Math.max(used, mostPerAddress)));
            }
        }

        private synchronized void reserve(long bytes) throws HttpStatusException {
            long more = bytes - reserved;
            if (more <= 0) {
                return;
            }
            if (bytes > mostPerAddress) {
                throw new HttpStatusException(HttpStatus.SC_REQUEST_TOO_LONG, "Request body too large");
            }
            long limit = bytes <= Math.min(SMALL, mostPerAddress / 2) ? most : mostOfLarge;
            while (!take(block, more, limit)) {
                if (isFullFor(block, more) || !room.make()) {
                    // As for any other reason to come again later: the apps know no other answer.
                    throw new HttpStatusException(HttpStatus.SC_CONFLICT, "Blocked by another session");
                }
            }
            reserved = bytes;
        }

        /** Reads its list, no faster than is good for everybody else. */
        Manifest read(ByteInput body) throws IOException {
            return PrepareUploadReader.read(pace.of(body), this);
        }

        /** The list has been read: nothing more is needed than has been added. */
        synchronized void settle() {
            give(reserved - used);
            reserved = used;
        }

        /** How many bytes it has. */
        synchronized long bytes() {
            return reserved;
        }

        /** From now on only {@link #free} gives it back. */
        synchronized void keep() {
            kept = true;
        }

        /** It is not the sender's any more, but still ours: whoever comes back may bring as much again. */
        synchronized void setAside() {
            if (!aside) {
                aside = true;
                takeFrom(block, reserved);
            }
        }

        /** Gives all of it back. A second time does nothing. */
        synchronized void free() {
            give(reserved);
            reserved = 0;
            used = 0;
        }

        private void give(long bytes) {
            giveBack(bytes);
            if (!aside) {
                takeFrom(block, bytes);
            }
        }

        @Override
        public synchronized void close() {
            if (!kept) {
                free();
            }
        }
    }
}
