package wherry.protocol.localsend.identity;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import wherry.transfer.AtomicFile;

/** Files that hold secrets: nobody but the owner may read them, at no moment. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final Set<PosixFilePermission> FOLDER_OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final System.Logger LOG = System.getLogger(PrivateFile.class.getName());

    private PrivateFile() {}

    /**
     * Writes a new file in one step: whoever sees it sees all of it.
     *
     * @throws FileAlreadyExistsException it exists, and is left alone
     */
    static void create(Path file, String text) throws IOException {
        AtomicFile.create(file, text.getBytes(StandardCharsets.UTF_8), PrivateFile::restrict);
    }

    private static void create(Path folder, FileAttribute<?>... attributes) throws IOException {
        try {
            Files.createDirectory(folder, attributes);
        } catch (FileAlreadyExistsException there) {
            // Others of this program, which begin at the same time, may have made it just now.
            if (!Files.isDirectory(folder)) {
                throw there;
            }
        }
    }

    /**
     * Makes a folder that is there for its owner only. One that is there already is taken away from everybody else, where
     * that is allowed.
     */
    public static void makeFolder(Path folder) throws IOException {
        // Asked first because createDirectories takes a link to a directory for something in its way (JDK-8294193).
        if (!Files.isDirectory(folder)) {
            boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createDirectories(folder.getParent());
            create(
                    folder,
                    posix
                            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FOLDER_OWNER_ONLY)}
                            : new FileAttribute<?>[0]);
        }
        PosixFileAttributeView posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (posix != null && !posix.readAttributes().permissions().equals(FOLDER_OWNER_ONLY)) {
            try {
                posix.setPermissions(FOLDER_OWNER_ONLY);
            } catch (IOException notOurs) {
                LOG.log(Level.WARNING, "Others can look into " + folder, notOurs);
            }
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
