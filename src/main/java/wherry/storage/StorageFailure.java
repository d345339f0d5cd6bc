package wherry.storage;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import wherry.transfer.DisplayText;
import wherry.transfer.Failure;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** Says in words why the folder could not be used, and what to do. */
final class StorageFailure {
    private StorageFailure() {}

    static IOException of(IOException failure, Path folder) {
        // A closed channel means that somebody cancelled: that is not the folder's fault.
        if (failure instanceof ProtocolException || failure instanceof ClosedChannelException) {
            return failure;
        }
        String shown = DisplayText.escape(folder);
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (said.contains("read-only file system")) {
            return new ProtocolException(Sentences.of("storage.readOnly", shown), failure);
        }
        if (failure instanceof AccessDeniedException) {
            return new ProtocolException(Sentences.of("storage.denied", shown), failure);
        }
        if (failure instanceof FileAlreadyExistsException
                || failure instanceof NotDirectoryException
                || said.contains("not a directory")) {
            return new ProtocolException(Sentences.of("storage.notFolder", shown), failure);
        }
        if (failure instanceof NoSuchFileException) {
            return new ProtocolException(Sentences.of("storage.vanished", shown), failure);
        }
        return new ProtocolException(Sentences.of("storage.refused", shown, Failure.sentence(failure)), failure);
    }
}
