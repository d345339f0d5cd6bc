package wherry.ui.requests;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import wherry.transfer.OfferedFile;
import wherry.ui.requests.OfferTree.Node;

/**
 * Keeps which files of an offer are wanted, none at first. Knows at any time how many they are, of each folder too,
 * without counting them again. A tree has one of these only: it keeps the counts of its folders.
 */
final class WantedFiles {
    private final OfferTree tree;
    private final BitSet wanted = new BitSet();
    private int count;
    private long bytes;

    /** How much of a file or of a folder is wanted. */
    enum Share {
        ALL,
        SOME,
        NONE
    }

    WantedFiles(OfferTree tree) {
        this.tree = tree;
    }

    /** Wants a file, or all in a folder, or none of it any more. */
    void want(Node node, boolean now) {
        int difference = wantIn(node, now);
        for (Node above = node.parent(); above != null; above = above.parent()) {
            above.addWanted(difference);
        }
        count += difference;
    }

    /** By how many more are wanted, or fewer. */
    private int wantIn(Node node, boolean now) {
        if (!node.isFile()) {
            int difference = 0;
            for (Node child : node.children()) {
                difference += wantIn(child, now);
            }
            node.addWanted(difference);
            return difference;
        }
        if (wanted.get(node.index()) == now) {
            return 0;
        }
        wanted.set(node.index(), now);
        bytes += now ? node.bytes() : -node.bytes();
        return now ? 1 : -1;
    }

    Share of(Node node) {
        int inside = node.isFile() ? (wanted.get(node.index()) ? 1 : 0) : node.wanted();
        return inside == 0 ? Share.NONE : inside == node.files() ? Share.ALL : Share.SOME;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    boolean isEverything() {
        return count == tree.files().size();
    }

    /** In the order in which they were offered. */
    List<OfferedFile> files() {
        if (isEverything()) {
            return tree.files();
        }
        List<OfferedFile> chosen = new ArrayList<>(count);
        wanted.stream().forEach(index -> chosen.add(tree.files().get(index)));
        return chosen;
    }
}
