package wherry.settings;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import wherry.transfer.Direction;
import wherry.transfer.TransferState;

/**
 * One transfer that has ended, as the history keeps it: names and places, never contents or what was said of it.
 *
 * @param id see {@link wherry.transfer.Transfer#id}
 * @param title what was moved, fit to be shown
 * @param peerName whom it came from or went to, fit to be shown
 * @param fingerprint of the certificate that the other end had shown; empty if it had shown none
 * @param bytes how many it had in all
 * @param savedAs where it is, if it was received
 * @param places the received files on the disk, or what the user chose to send; empty where there were too many
 */
public record HistoryEntry(
        String id,
        Instant startedAt,
        Direction direction,
        TransferState state,
        String title,
        String peerName,
        Optional<String> fingerprint,
        int files,
        long bytes,
        Optional<Path> savedAs,
        List<Place> places) {
    public HistoryEntry {
        places = List.copyOf(places);
    }

    /**
     * A file or folder on this computer.
     *
     * @param modified when a received file was last changed as it came, to the millisecond; {@link Instant#EPOCH} for
     *     what was sent
     */
    public record Place(Path path, long size, Instant modified) {}

    HistoryEntry withoutPlaces() {
        return new HistoryEntry(
                id, startedAt, direction, state, title, peerName, fingerprint, files, bytes, savedAs, List.of());
    }
}
