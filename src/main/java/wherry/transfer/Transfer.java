package wherry.transfer;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One offer under way, in either direction, as it stands at one moment.
 *
 * @param id stays the same for all snapshots of one transfer
 * @param title what is moved, fit to be shown: a file's name, or {@code 12 files}
 * @param peerName whom it comes from or goes to, fit to be shown
 * @param files how many files it has; 0 while that is not known
 * @param filesDone how many of them have ended, in whatever way
 * @param bytes how many bytes it has in all; 0 while that is not known
 * @param bytesDone how many have been moved
 * @param bytesPerSecond over the last few seconds; 0 when nothing moves
 * @param sentence what went wrong, what is waited for or where it is, fit to be shown; empty while there is nothing to say
 * @param savedAs for a reception that is done: the file in place
 * @param protocol in which it is moved; empty until that is known
 * @param security what is known of the other end; empty until that is known
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true)
public record Transfer(
        String id,
        Direction direction,
        String title,
        String peerName,
        int files,
        int filesDone,
        long bytes,
        long bytesDone,
        double bytesPerSecond,
        TransferState state,
        String sentence,
        Optional<Path> savedAs,
        Instant startedAt,
        String protocol,
        Optional<Security> security)
        implements TransferBuilder.With {
    /** A transfer of which nothing has happened yet. */
    public static Transfer begin(String id, Direction direction, String title, String peerName) {
        return TransferBuilder.builder()
                .id(id)
                .direction(direction)
                .title(title)
                .peerName(peerName)
                .state(TransferState.QUEUED)
                .sentence("")
                .startedAt(Instant.now())
                .protocol("")
                .build();
    }

    /** The same in this protocol, with somebody of whom this is known. */
    public Transfer over(String protocolNow, Security securityNow) {
        return with(known -> known.protocol(protocolNow).security(Optional.of(securityNow)));
    }

    /** Seconds until the last byte at the present rate; empty when that cannot be told. */
    public Optional<Long> secondsLeft() {
        if (state != TransferState.MOVING || bytesPerSecond < 1) {
            return Optional.empty();
        }
        return Optional.of((long) Math.ceil((bytes - bytesDone) / bytesPerSecond));
    }

    Transfer planned(String titleNow, int filesNow, long bytesNow) {
        return with(known -> known.title(titleNow).files(filesNow).bytes(bytesNow));
    }

    Transfer counted(int filesDoneNow, long bytesDoneNow, double bytesPerSecondNow) {
        return with(
                known -> known.filesDone(filesDoneNow).bytesDone(bytesDoneNow).bytesPerSecond(bytesPerSecondNow));
    }

    Transfer in(TransferState stateNow, String sentenceNow, Optional<Path> savedAsNow) {
        return with(known -> known.state(stateNow).sentence(sentenceNow).savedAs(savedAsNow));
    }
}
