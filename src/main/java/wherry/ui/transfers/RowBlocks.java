package wherry.ui.transfers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wherry.transfer.Direction;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/**
 * Arranges transfers into rows: what one sender sent within a minute together, and below what is unfolded its parts. A
 * block is a row with the files below it, which are made only when they are looked at: there may be 100 000.
 */
final class RowBlocks {
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    private final List<TransferRow> heads = new ArrayList<>();
    private final List<FileList> below = new ArrayList<>();
    private final Map<String, Integer> blocks = new HashMap<>();
    private int[] starts = {};

    /** Nothing is unfolded below this one. */
    private static final FileList NONE = new FileList(List.of(), List.of(), List.of());

    private record Sender(String name, Security security) {}

    /**
     * Arranges them.
     *
     * @param transfers the oldest first
     * @param unfolded the keys of those rows whose parts are shown
     */
    static RowBlocks of(List<Transfer> transfers, Collection<String> unfolded, FileLists files) {
        RowBlocks blocks = new RowBlocks();
        Set<String> open = new HashSet<>(unfolded);
        Map<String, List<Transfer>> groups = groups(transfers);
        Set<String> placed = new HashSet<>();
        for (int i = transfers.size() - 1; i >= 0; i--) {
            Transfer transfer = transfers.get(i);
            List<Transfer> group = groups.getOrDefault(transfer.id(), List.of());
            if (group.size() < 2) {
                blocks.add(transfer, 0, open, files);
            } else if (placed.add(group.get(group.size() - 1).id())) {
                TransferRow.Group row = new TransferRow.Group(
                        "group " + group.get(group.size() - 1).id(), group);
                blocks.add(row, NONE);
                if (open.contains(row.key())) {
                    group.forEach(member -> blocks.add(member, 1, open, files));
                }
            }
        }
        blocks.count();
        return blocks;
    }

    /** By the id of each that is done, those that came together with it, the latest first. */
    private static Map<String, List<Transfer>> groups(List<Transfer> transfers) {
        Map<Sender, List<Transfer>> latest = new HashMap<>();
        Map<String, List<Transfer>> groups = new HashMap<>();
        for (Transfer transfer : transfers) {
            if (transfer.direction() == Direction.RECEIVING && transfer.state() == TransferState.DONE) {
                Sender sender =
                        new Sender(transfer.peerName(), transfer.security().orElse(new Security.Unverified()));
                List<Transfer> group = latest.get(sender);
                if (group == null || !together(group.get(group.size() - 1).startedAt(), transfer.startedAt())) {
                    group = new ArrayList<>();
                    latest.put(sender, group);
                }
                group.add(0, transfer);
                groups.put(transfer.id(), group);
            }
        }
        return groups;
    }

    private static boolean together(Instant first, Instant other) {
        return Duration.between(first, other).compareTo(TOGETHER) < 0;
    }

    private void add(Transfer transfer, int depth, Set<String> open, FileLists files) {
        FileList parts = open.contains(transfer.id()) ? files.of(transfer.id()).orElse(NONE) : NONE;
        add(new TransferRow.Single(transfer, depth), parts);
    }

    private void add(TransferRow head, FileList parts) {
        blocks.put(head.key(), heads.size());
        heads.add(head);
        below.add(parts);
    }

    private void count() {
        starts = new int[heads.size() + 1];
        for (int i = 0; i < heads.size(); i++) {
            starts[i + 1] = starts[i] + 1 + below.get(i).size();
        }
    }

    /** How many blocks. */
    int size() {
        return heads.size();
    }

    int rows() {
        return starts[heads.size()];
    }

    /** The first row of a block. */
    int start(int block) {
        return starts[block];
    }

    TransferRow head(int block) {
        return heads.get(block);
    }

    boolean isUnfolded(int block) {
        return below.get(block).size() > 0;
    }

    int blockAt(int row) {
        int found = Arrays.binarySearch(starts, row);
        return found >= 0 ? found : -found - 2;
    }

    TransferRow row(int row) {
        int block = blockAt(row);
        TransferRow head = heads.get(block);
        int number = row - starts[block] - 1;
        return number < 0
                ? head
                : new TransferRow.OfFile(head.transfers().get(0), below.get(block), number, head.depth() + 1);
    }

    /** The row of that key; -1 if it is not listed. */
    int rowOf(String key) {
        Integer block = blocks.get(key);
        if (block != null) {
            return starts[block];
        }
        int slash = key.lastIndexOf('/');
        Integer parent = slash < 0 ? null : blocks.get(key.substring(0, slash));
        if (parent == null) {
            return -1;
        }
        int number = Integer.parseInt(key.substring(slash + 1));
        return number < below.get(parent).size() ? starts[parent] + 1 + number : -1;
    }

    /** Takes over a later snapshot of a transfer that is a row of its own; the rows stay. */
    boolean replace(Transfer snapshot) {
        Integer block = blocks.get(snapshot.id());
        if (block == null) {
            return false;
        }
        heads.set(block, new TransferRow.Single(snapshot, heads.get(block).depth()));
        return true;
    }
}
