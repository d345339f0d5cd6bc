package wherry.transfer;

import java.util.AbstractList;
import java.util.List;

/** Lists the files of an offer, and may make each when it is asked for. Never changes, and need not be copied. */
public abstract class OfferedFileList extends AbstractList<OfferedFile> {
    private volatile OfferedThings things;

    /** Of all of them together: it is asked for again and again. */
    public abstract long bytes();

    /** What they are parts of, with the empty folders of the same offer. Goes through all of them once. */
    final OfferedThings things(List<String> emptyFolders) {
        OfferedThings known = things;
        if (known == null) {
            known = OfferedThings.of(this, emptyFolders);
            things = known;
        }
        return known;
    }
}
