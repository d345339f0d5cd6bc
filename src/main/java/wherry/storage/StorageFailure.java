package wherry.storage;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import wherry.transfer.DiskFailure;
import wherry.transfer.DisplayText;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** Says in words why the folder could not be used, and what to do. */
final class StorageFailure {
    private StorageFailure() {}

    static IOException of(IOException failure, Path folder) {
        return of(failure, folder, folder);
    }

    /** @param at the file in the folder that is being written */
    static IOException of(IOException failure, Path folder, Path at) {
        // A closed channel means that somebody cancelled: that is not the folder's fault.
        if (failure instanceof ProtocolException || failure instanceof ClosedChannelException) {
            return failure;
        }
        String shown = DisplayText.escape(folder);
        if (FolderDisk.isGone(folder)) {
            return new ProtocolException(Sentences.of("storage.diskGone", shown), failure);
        }
        DiskFailure why = DiskFailure.of(failure, at);
        String sentence = sentence(why, shown);
        return why == DiskFailure.FULL
                ? new DiskFullException(sentence, failure)
                : new ProtocolException(sentence, failure);
    }

    private static String sentence(DiskFailure why, String folder) {
        return switch (why) {
            case READ_ONLY -> Sentences.of("storage.readOnly", folder);
            case DENIED -> Sentences.of("storage.denied", folder);
            case NOT_FOLDER -> Sentences.of("storage.notFolder", folder);
            case MISSING -> Sentences.of("storage.vanished", folder);
            case FULL -> Sentences.of("storage.refused", folder, Sentences.of("failure.diskFull"));
            case TOO_LARGE -> Sentences.of("storage.refused", folder, Sentences.of("failure.fileTooLarge"));
            case OTHER -> Sentences.of("storage.refused", folder, Sentences.of("failure.disk"));
        };
    }
}
