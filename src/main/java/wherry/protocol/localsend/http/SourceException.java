package wherry.protocol.localsend.http;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import wherry.protocol.localsend.message.DropReason;
import wherry.transfer.Failure;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/** Our own file cannot be read on, or is not what it was: the connection is all right, the upload is not. */
public final class SourceException extends ProtocolException {
    @Serial
    private static final long serialVersionUID = 1;

    private final DropReason reason;

    private SourceException(String sentence, DropReason reason, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /** It cannot be read, or is not there any more. */
    public static SourceException of(IOException failure, Path file) {
        boolean gone = failure instanceof NoSuchFileException || failure instanceof FileNotFoundException;
        return new SourceException(
                Failure.reading(failure, file), gone ? DropReason.GONE : DropReason.UNREADABLE, failure);
    }

    /** It ends before the size that was announced. */
    public static SourceException shrank(long announced, long there) {
        String sentence = Sentences.of("localsend.shrank", Sizes.grouped(announced), Sizes.grouped(there));
        return new SourceException(sentence, DropReason.SHRANK, null);
    }

    /** What its receiver is to be told. */
    public DropReason reason() {
        return reason;
    }
}
