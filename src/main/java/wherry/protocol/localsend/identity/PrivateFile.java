package wherry.protocol.localsend.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Files that hold secrets: nobody but the owner may read them, at no moment. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PrivateFile() {}

    /**
     * Writes a new file in one step: whoever sees it sees all of it.
     *
     * @throws FileAlreadyExistsException it exists, and is left alone
     */
    static void create(Path file, String text) throws IOException {
        // Temporary files are made for their owner only, on every platform that can.
        Path partial = Files.createTempFile(file.getParent(), ".identity", ".partial");
        try {
            restrict(partial);
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            // A hard link is the only step that is atomic and still refuses to replace what another process made.
            link(partial, file);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static void link(Path partial, Path file) throws IOException {
        try {
            Files.createLink(file, partial);
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException failure) {
            if (failure instanceof FileAlreadyExistsException exists) {
                throw exists;
            }
            // A file system without hard links: no replacing either, as far as it can be had.
            Files.move(partial, file);
        }
    }

    /** Makes a folder that is there for its owner only, unless it is there already. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createDirectories(folder.getParent());
            Files.createDirectory(
                    folder,
                    posix
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                            }
                            : new FileAttribute<?>[0]);
        }
    }

    /** Takes the file away from everybody but its owner. */
    static void restrict(Path file) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(OWNER_ONLY);
            return;
        }
        AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (acl != null) {
            acl.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(acl.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build()));
        }
    }
}
