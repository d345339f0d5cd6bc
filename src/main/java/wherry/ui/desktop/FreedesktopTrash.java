package wherry.ui.desktop;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import wherry.transfer.PathText;
import wherry.transfer.ProtocolException;
import wherry.ui.widgets.Messages;

/**
 * Moves files to the trash of Linux desktops, of which Java knows nothing: the folder of the user's home, or one at the top
 * of another disk (freedesktop.org, Trash Specification 1.0). Nothing is ever copied or deleted.
 */
final class FreedesktopTrash {
    private static final int TRIES = 10_000;

    private final Map<String, String> environment;

    /** @param environment of which {@code XDG_DATA_HOME} and {@code HOME} count */
    FreedesktopTrash(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Moves a file or folder.
     *
     * @throws IOException there is no trash for it; it is where it was
     */
    void move(Path path) throws IOException {
        if (File.separatorChar != '/') {
            throw new ProtocolException(Messages.of("undo.noTrash"));
        }
        Path file = path.toAbsolutePath().normalize();
        Path home = home();
        Path disk = mountOf(file);
        Files.createDirectories(home);
        if (mountOf(home).equals(disk)) {
            move(file, home, file);
        } else {
            move(file, atTop(disk), disk.relativize(file));
        }
    }

    private Path home() throws IOException {
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (data.startsWith("/")) {
            return PathText.of(data).resolve("Trash");
        }
        if (!home.startsWith("/")) {
            throw new ProtocolException(Messages.of("undo.noTrash"));
        }
        return PathText.of(home).resolve(".local/share/Trash");
    }

    /** The folder of ours that may be made at the top of a disk, as the specification has it: {@code .Trash-1000}. */
    private static Path atTop(Path disk) throws IOException {
        Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        Path trash = disk.resolve(".Trash-" + user);
        try {
            if (!Files.exists(trash, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(
                        trash, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException | UnsupportedOperationException refused) {
            throw new ProtocolException(Messages.of("undo.noTrash"), refused);
        }
        // A link would lead it to somebody else.
        if (!Files.isDirectory(trash, LinkOption.NOFOLLOW_LINKS)
                || !user.equals(Files.getAttribute(trash, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
            throw new ProtocolException(Messages.of("undo.noTrash"));
        }
        return trash;
    }

    private static void move(Path file, Path trash, Path recorded) throws IOException {
        Path files = Files.createDirectories(trash.resolve("files"));
        Path infos = Files.createDirectories(trash.resolve("info"));
        String name = PathText.of(file.getFileName());
        // The first to make the note owns the name.
        Path info = note(infos, name, recorded);
        String taken = PathText.of(info.getFileName());
        Path target = PathText.resolve(files, taken.substring(0, taken.length() - ".trashinfo".length()));
        try {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            Files.deleteIfExists(info);
            throw failure;
        }
    }

    private static Path note(Path infos, String name, Path recorded) throws IOException {
        String whole = recorded.isAbsolute() ? recorded.toUri().getRawPath() : relative(recorded);
        String address = whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
        String time = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS));
        String note = "[Trash Info]\nPath=" + address + "\nDeletionDate=" + time + "\n";
        for (int number = 1; number < TRIES; number++) {
            Path info = PathText.resolve(infos, (number == 1 ? name : name + "." + number) + ".trashinfo");
            try {
                Files.write(info, note.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.CREATE_NEW);
                return info;
            } catch (FileAlreadyExistsException taken) {
                continue;
            }
        }
        throw new ProtocolException(Messages.of("undo.noTrash"));
    }

    private static String relative(Path path) {
        String root = Path.of("/").toUri().getRawPath();
        String whole = Path.of("/").resolve(path).toUri().getRawPath();
        return whole.substring(root.length());
    }

    /** The top of the disk that it is on. */
    private static Path mountOf(Path path) throws IOException {
        Path at = path.toRealPath(LinkOption.NOFOLLOW_LINKS);
        Object device = Files.getAttribute(at, "unix:dev", LinkOption.NOFOLLOW_LINKS);
        while (at.getParent() != null && device.equals(Files.getAttribute(at.getParent(), "unix:dev"))) {
            at = at.getParent();
        }
        return at;
    }
}
