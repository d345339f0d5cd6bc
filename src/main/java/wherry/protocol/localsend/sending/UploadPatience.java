package wherry.protocol.localsend.sending;

import java.time.Duration;
import java.util.List;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.UploadItem;

/**
 * Bounds how long a receiver may be silent behind the last byte of what is sent at once: it flushes that to its disk
 * before it confirms.
 */
record UploadPatience(Duration whole) {
    private static final long SLOWEST_DISK_BYTES_A_SECOND = 10_000_000;
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(30);

    static UploadPatience of(List<UploadItem> items, TransferLimits limits) {
        long bytes = items.stream().mapToLong(item -> item.file().size()).sum();
        return new UploadPatience(limits.confirm().plusSeconds(bytes / SLOWEST_DISK_BYTES_A_SECOND));
    }

    /** Of a receiver that may tell that it lives: such a one need not be silent for long. */
    Duration withSigns(Extension extension) {
        boolean tells = extension.features().contains(Extension.ALIVE);
        return tells && whole.compareTo(BETWEEN_SIGNS) > 0 ? BETWEEN_SIGNS : whole;
    }
}
