package wherry.transfer;

import java.util.AbstractList;

/** Lists the files of an offer, and may make each when it is asked for. Never changes, and need not be copied. */
public abstract class OfferedFileList extends AbstractList<OfferedFile> {
    /** Of all of them together: it is asked for again and again. */
    public abstract long bytes();
}
