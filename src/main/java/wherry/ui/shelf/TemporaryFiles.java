package wherry.ui.shelf;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import wherry.transfer.ProtocolException;
import wherry.ui.widgets.Messages;

/**
 * Writes what is no file yet into files that last until the program ends: it may be sent again until then. Takes its
 * time: not for the event thread.
 */
public final class TemporaryFiles {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH.mm.ss", Locale.ROOT);
    private static final long MOST_PIXELS = 64_000_000;

    private final Clock clock;
    private Optional<Path> folder = Optional.empty();

    public TemporaryFiles(Clock clock) {
        this.clock = clock;
    }

    /**
     * Writes a picture as PNG, {@code Picture 2026-11-26 18.10.22.png}.
     *
     * @throws IOException it is too large, or the disk says no
     */
    public Path write(Image picture) throws IOException {
        int width = picture.getWidth(null);
        int height = picture.getHeight(null);
        if (width <= 0 || height <= 0 || (long) width * height > MOST_PIXELS) {
            throw new ProtocolException(Messages.of("drop.pictureTooLarge"));
        }
        Path file = fresh("temporary.picture", ".png");
        ImageIO.write(drawn(picture, width, height), "png", file.toFile());
        return file;
    }

    /** Writes a text in UTF-8, {@code Text 2026-11-26 18.10.22.txt}. */
    public Path write(String text) throws IOException {
        return Files.writeString(fresh("temporary.text", ".txt"), text);
    }

    /** As a name that no other one here has. */
    private synchronized Path fresh(String key, String ending) throws IOException {
        Path where = folder();
        String name = Messages.of(key, TIME.format(LocalDateTime.now(clock)));
        Path file = where.resolve(name + ending);
        for (int i = 2; Files.exists(file); i++) {
            file = where.resolve(name + " (" + i + ")" + ending);
        }
        return Files.createFile(file);
    }

    private Path folder() throws IOException {
        if (folder.isEmpty()) {
            // Readable by nobody else.
            Path made = Files.createTempDirectory("wherry-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made)));
            folder = Optional.of(made);
        }
        return folder.get();
    }

    private static BufferedImage drawn(Image picture, int width, int height) {
        if (picture instanceof BufferedImage ready) {
            return ready;
        }
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = drawn.createGraphics();
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return drawn;
    }

    private static void delete(Path made) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(made)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(made);
        } catch (IOException inUse) {
            System.getLogger(TemporaryFiles.class.getName())
                    .log(System.Logger.Level.DEBUG, "Deleting temporary files", inUse);
        }
    }
}
