package wherry.transfer;

/** Says whether a peer has been heard of lately. */
public enum Presence {
    HERE,
    /** Not heard for longer than its announcements are apart. */
    AWAY,
    /** Added by hand and never heard: it may well be there. */
    UNHEARD
}
