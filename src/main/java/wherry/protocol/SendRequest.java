package wherry.protocol;

import java.util.List;

/**
 * Specifies what is to be sent to one peer.
 *
 * @param files in the order in which they go
 * @param emptyFolders for protocols and peers that have such a thing
 * @param previews makes small pictures of the files, for protocols and peers that have such a thing
 */
public record SendRequest(List<OutgoingFile> files, List<OutgoingFolder> emptyFolders, PreviewMaker previews) {
    /** Files alone. */
    public SendRequest(List<OutgoingFile> files) {
        this(files, List.of(), PreviewMaker.NONE);
    }

    /** Without pictures of them. */
    public SendRequest(List<OutgoingFile> files, List<OutgoingFolder> emptyFolders) {
        this(files, emptyFolders, PreviewMaker.NONE);
    }

    public SendRequest {
        files = List.copyOf(files);
        emptyFolders = List.copyOf(emptyFolders);
    }

    public long bytes() {
        return files.stream().mapToLong(OutgoingFile::size).sum();
    }
}
