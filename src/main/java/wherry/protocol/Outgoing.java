package wherry.protocol;

import java.util.List;

/** What is to be sent to one peer: files in the order in which they go. */
public record Outgoing(List<OutgoingFile> files) {
    public Outgoing {
        files = List.copyOf(files);
    }

    public long bytes() {
        return files.stream().mapToLong(OutgoingFile::size).sum();
    }
}
