package wherry.protocol.localsend.receiving;

import java.io.IOException;
import java.util.OptionalInt;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.identity.Tokens;
import wherry.protocol.localsend.message.FileIndex;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.protocol.localsend.message.PackedFiles;

/** Tells the files of a session by their ids, and by what only its sender knows of each. Safe for use by many threads. */
final class SessionTokens {
    /** One sender gets them all, so one secret does for all: there may be a hundred thousand. */
    private final String secret = Tokens.random();

    private final PackedFiles files;
    private final FileIndex numbers;

    SessionTokens(PackedFiles files) {
        this.files = files;
        this.numbers = files.index();
    }

    /** What the sender has to show for a file. */
    interface TokenConsumer {
        void accept(String fileId, String token) throws IOException;
    }

    /** Tells what the sender has to show, in the order of the offer. */
    void tell(TokenConsumer consumer) throws IOException {
        int number = 0;
        for (ManifestFile file : files) {
            consumer.accept(file.id(), token(number++));
        }
    }

    private String token(int number) {
        return secret + number;
    }

    /** The number of a file that is one of these. */
    int number(String fileId) {
        return numbers.find(fileId).orElseThrow();
    }

    /** The number of the file whose token is shown; empty if it is another's, or there is no such file. */
    OptionalInt find(String fileId, String token) {
        OptionalInt number = numbers.find(fileId);
        return number.isPresent() && Tokens.same(token(number.getAsInt()), token) ? number : OptionalInt.empty();
    }

    /**
     * The same where only the sender may ask.
     *
     * @throws HttpStatusException there is none
     */
    int require(String fileId, String token) throws HttpStatusException {
        OptionalInt number = find(fileId, token);
        if (number.isEmpty()) {
            throw new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Invalid token");
        }
        return number.getAsInt();
    }
}
