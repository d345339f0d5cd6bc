package wherry.transfer;

/**
 * A small picture of an offered file, as its sender made it: nothing that is to be trusted.
 *
 * @param file its place in the list of files
 * @param data a JPEG or PNG in Base64 (RFC 4648, chapter 4), or whatever the sender claims to be one
 */
public record Preview(int file, String data) {
    /** In bytes, before they are written in Base64. */
    public static final int LARGEST = 8 << 10;

    /** Of one offer. */
    public static final int MOST = 8;
}
