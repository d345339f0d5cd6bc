package wherry.transfer;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Describes what a sender wants to send. Nothing of it is written before it is answered.
 *
 * @param id names the offer while it is open, within this process
 * @param protocol the protocol in which it came
 * @param senderName the sender's alias, or its address when it gave none; fit to be shown
 * @param from the address the connection came from
 * @param security what is known of the sender; its name proves nothing
 * @param emptyFolders names of folders that are offered with nothing in them, as they came from the wire: never paths
 *     to write to, and not fit to be shown
 * @param previews of some of the files, {@link Preview#MOST} at most
 */
public record Offer(
        String id,
        String protocol,
        String senderName,
        InetSocketAddress from,
        Security security,
        List<OfferedFile> files,
        List<String> emptyFolders,
        List<Preview> previews) {
    /** An offer that anybody could have made and everybody can read. */
    public Offer(String id, String protocol, String senderName, InetSocketAddress from, List<OfferedFile> files) {
        this(id, protocol, senderName, from, new Security.Plain(), files);
    }

    /** An offer of files alone. */
    public Offer(
            String id,
            String protocol,
            String senderName,
            InetSocketAddress from,
            Security security,
            List<OfferedFile> files) {
        this(id, protocol, senderName, from, security, files, List.of(), List.of());
    }

    public Offer {
        files = files instanceof OfferedFileList ? files : List.copyOf(files);
        emptyFolders = List.copyOf(emptyFolders);
        previews = List.copyOf(previews);
    }

    /** By the id: of a hundred thousand files not all are to be compared, and least of all on the event thread. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Offer offer && offer.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** What the sender has picked. The first time it goes through all names: then not on the event thread. */
    public OfferedThings things() {
        return files instanceof OfferedFileList list
                ? list.things(emptyFolders)
                : OfferedThings.of(files, emptyFolders);
    }

    public long bytes() {
        return files instanceof OfferedFileList list
                ? list.bytes()
                : files.stream().mapToLong(OfferedFile::size).sum();
    }
}
