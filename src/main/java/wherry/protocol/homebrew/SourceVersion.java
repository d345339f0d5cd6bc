package wherry.protocol.homebrew;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** Tells whether a file was written to while it was sent: the protocol has no checksums. */
record SourceVersion(Path path, long size, FileTime modified) {
    static SourceVersion of(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new SourceVersion(path, attributes.size(), attributes.lastModifiedTime());
    }

    /**
     * Makes sure that the file is what it was. One that was deleted meanwhile is: whoever has it open reads on.
     *
     * @param announced in bytes
     * @throws ProtocolException with a sentence: it is not
     */
    void require(long announced) throws IOException {
        if (size != announced || (Files.exists(path) && !equals(of(path)))) {
            throw new ProtocolException(Sentences.of("source.changed"));
        }
    }
}
