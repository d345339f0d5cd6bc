package wherry.transfer;

/**
 * One file of an offer.
 *
 * @param name as it came from the wire: never a path to write to, and not fit to be shown
 * @param size in bytes
 */
public record OfferedFile(String name, long size) {
    /** The name, fit to be shown. */
    public String displayName() {
        return DisplayText.escape(name);
    }
}
