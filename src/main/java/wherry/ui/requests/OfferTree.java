package wherry.ui.requests;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import wherry.transfer.DisplayText;
import wherry.transfer.OfferedFile;

/**
 * Sorts the files of an offer into their folders: folders first, then files, each by name. The names are a stranger's and
 * lead nowhere. Of a hundred thousand files this takes a moment.
 */
final class OfferTree {
    /** Folders cost more memory than the names that make them: beyond these, a path is shown as a name. */
    private static final int MOST_FOLDERS = 10_000;

    private static final int DEEPEST = 32;
    private static final Comparator<Node> ORDER =
            Comparator.comparing(Node::isFile).thenComparing(node -> node.name, new NameOrder());

    private final List<OfferedFile> files;
    private final Node root = new Node("", null, Node.FOLDER);
    private final Map<Node, Map<String, Node>> folders = new HashMap<>();
    private int folderCount;

    private OfferTree(List<OfferedFile> files) {
        this.files = files;
    }

    static OfferTree of(List<OfferedFile> files) {
        OfferTree tree = new OfferTree(files);
        for (int i = 0; i < files.size(); i++) {
            tree.add(i);
        }
        tree.folders.clear();
        sort(tree.root);
        return tree;
    }

    List<OfferedFile> files() {
        return files;
    }

    Node root() {
        return root;
    }

    private void add(int index) {
        OfferedFile file = files.get(index);
        Node folder = root;
        String rest = file.name();
        int slash = rest.indexOf('/');
        while (slash >= 0 && folder.depth < DEEPEST && folderCount < MOST_FOLDERS) {
            if (slash > 0) {
                folder = folderIn(folder, rest.substring(0, slash));
            }
            rest = rest.substring(slash + 1);
            slash = rest.indexOf('/');
        }
        Node node = new Node(DisplayText.escape(rest), folder, index);
        folder.children.add(node);
        for (Node above = folder; above != null; above = above.parent) {
            above.files++;
            above.bytes += file.size();
        }
        node.files = 1;
        node.bytes = file.size();
    }

    private Node folderIn(Node parent, String name) {
        return folders.computeIfAbsent(parent, node -> new HashMap<>()).computeIfAbsent(name, absent -> {
            folderCount++;
            Node folder = new Node(DisplayText.escape(name), parent, Node.FOLDER);
            parent.children.add(folder);
            return folder;
        });
    }

    private static void sort(Node folder) {
        folder.children.sort(ORDER);
        folder.children.stream().filter(child -> !child.isFile()).forEach(OfferTree::sort);
    }

    /** A file or a folder. Made by any thread, then of the event thread alone. */
    static final class Node {
        private static final int FOLDER = -1;

        private final String name;
        private final String searched;
        private final Node parent;
        private final int index;
        private final int depth;
        private final List<Node> children;
        private int files;
        private long bytes;
        private int wanted;

        private Node(String name, Node parent, int index) {
            this.name = name;
            this.parent = parent;
            this.index = index;
            searched = name.toLowerCase(Locale.ROOT);
            depth = parent == null ? -1 : parent.depth + 1;
            children = index == FOLDER ? new ArrayList<>() : List.of();
        }

        boolean isFile() {
            return index != FOLDER;
        }

        /** The last part of the path, fit to be shown. */
        String name() {
            return name;
        }

        /** The whole path, fit to be shown. */
        String path() {
            return parent == null || parent.parent == null ? name : parent.path() + "/" + name;
        }

        /** Null for the root. */
        Node parent() {
            return parent;
        }

        /** Which of the offered files it is. */
        int index() {
            return index;
        }

        /** 0 for what is in no folder. */
        int depth() {
            return depth;
        }

        List<Node> children() {
            return children;
        }

        /** How many files are in it, at any depth; 1 for a file. */
        int files() {
            return files;
        }

        long bytes() {
            return bytes;
        }

        /** How many of the files in this folder are wanted. */
        int wanted() {
            return wanted;
        }

        void addWanted(int difference) {
            wanted += difference;
        }

        boolean matches(String lowerCase) {
            return searched.contains(lowerCase);
        }
    }
}
