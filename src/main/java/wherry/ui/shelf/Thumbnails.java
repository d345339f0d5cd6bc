package wherry.ui.shelf;

import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import wherry.transfer.DaemonThreads;

/** Makes small pictures of picture files, within bounds of size and time. Not for the event thread. */
final class Thumbnails {
    /** The longer side in pixels, at most: enough for a screen of 200 %. */
    static final int SIZE = 160;

    private static final long MOST_PIXELS = 64_000_000;
    private static final Duration LONGEST = Duration.ofMillis(100);
    private static final long LARGEST_FILE = 256L << 20;
    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "gif", "bmp");
    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("thumbnail-clock"));

    private static boolean isWarm;

    private Thumbnails() {}

    /** Empty of what is no picture that can be read, is too large, or takes too long. */
    static Optional<Image> of(Path file, long bytes) {
        return of(file, bytes, LONGEST);
    }

    /** @param longest the time after which it is given up */
    static Optional<Image> of(Path file, long bytes, Duration longest) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (bytes > LARGEST_FILE || !ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
            return Optional.empty();
        }
        warmUp();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            if (in == null) {
                return Optional.empty();
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            return readers.hasNext() ? read(readers.next(), in, longest) : Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            // Decoders throw all sorts of things at damaged pictures.
            return Optional.empty();
        }
    }

    /** What is loaded with the first picture of all is not that picture's own time. */
    private static synchronized void warmUp() {
        if (!isWarm) {
            isWarm = true;
            for (String format : List.of("png", "jpg")) {
                try {
                    ByteArrayOutputStream tiny = new ByteArrayOutputStream();
                    ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), format, tiny);
                    scaled(ImageIO.read(new ByteArrayInputStream(tiny.toByteArray())));
                } catch (IOException | RuntimeException incapable) {
                    // There will be no thumbnails of this kind.
                }
            }
        }
    }

    private static Optional<Image> read(ImageReader reader, ImageInputStream in, Duration longest) throws IOException {
        Deadline deadline = new Deadline(reader, longest);
        Future<?> watch = CLOCK.scheduleAtFixedRate(
                deadline, longest.toMillis(), Math.max(1, longest.toMillis() / 4), TimeUnit.MILLISECONDS);
        try {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS) {
                return Optional.empty();
            }
            ImageReadParam coarsely = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / (2 * SIZE));
            coarsely.setSourceSubsampling(step, step, 0, 0);
            BufferedImage picture = reader.read(0, coarsely);
            return deadline.isOver ? Optional.empty() : Optional.of(scaled(picture));
        } finally {
            watch.cancel(false);
            reader.dispose();
        }
    }

    /** Has a reader give up. What counts is the time that it works, not that it waits for a busy machine. */
    private static final class Deadline implements Runnable {
        private static final int LONGEST_WAIT = 20;

        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final long thread = Thread.currentThread().getId();
        private final long cpuAtStart = threads.getThreadCpuTime(thread);
        private final long start = System.nanoTime();
        private final ImageReader reader;
        private final long longest;
        private volatile boolean isOver;

        Deadline(ImageReader reader, Duration longest) {
            this.reader = reader;
            this.longest = longest.toNanos();
        }

        @Override
        public void run() {
            long worked = threads.getThreadCpuTime(thread) - cpuAtStart;
            if (worked >= longest || System.nanoTime() - start >= LONGEST_WAIT * longest) {
                isOver = true;
                reader.abort();
            }
        }
    }

    private static Image scaled(BufferedImage picture) {
        double scale = Math.min(1, (double) SIZE / Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        java.awt.Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(
                java.awt.RenderingHints.KEY_INTERPOLATION, java.awt.RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }
}
