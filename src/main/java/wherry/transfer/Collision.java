package wherry.transfer;

/** Decides what happens when a received file's name is taken. Folders and symbolic links always stay. */
public enum Collision {
    /** The new file gets another name. */
    KEEP_BOTH,
    /** The new file takes the old one's place once it is complete. */
    REPLACE,
    /** A file of the same size is taken for the same one and not received again; else as {@link #KEEP_BOTH}. */
    SKIP
}
