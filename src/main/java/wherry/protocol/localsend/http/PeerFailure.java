package wherry.protocol.localsend.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import wherry.protocol.localsend.message.NonsenseException;
import wherry.protocol.localsend.tls.NotValidNowException;
import wherry.protocol.localsend.tls.UnexpectedCertificateException;
import wherry.transfer.Failure;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** Says in words what went wrong on a connection to a peer. What the libraries say about it is for engineers. */
public final class PeerFailure {
    private PeerFailure() {}

    /** While encryption was being agreed on. */
    public static String securing(IOException failure) {
        return failure instanceof SSLException ? Sentences.of("localsend.noHandshake") : Failure.sentence(failure);
    }

    /** For a handshake that failed because of the certificate that was shown; empty if it was not that. */
    public static Optional<String> certificate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnexpectedCertificateException) {
                return Optional.of(Sentences.of("localsend.otherCertificate"));
            }
            if (cause instanceof NotValidNowException) {
                return Optional.of(Sentences.of("localsend.clocks", LocalDate.now(ZoneId.systemDefault())));
            }
        }
        return Optional.empty();
    }

    /** The same failure, with a sentence, of a request that was sent, or its answer. */
    public static IOException asking(IOException failure) {
        if (failure instanceof ProtocolException
                || failure instanceof SourceException
                || failure instanceof ClosedChannelException) {
            return failure;
        }
        boolean brokeOff = failure instanceof TruncatedChunkException;
        boolean malformed = !brokeOff
                && (failure instanceof MalformedChunkCodingException || failure instanceof MessageConstraintException);
        return malformed ? new NonsenseException(failure) : new ProtocolException(Sentences.of(key(failure)), failure);
    }

    public static ProtocolException asking(HttpException noHttp) {
        return new NonsenseException(noHttp);
    }

    private static String key(IOException failure) {
        if (failure instanceof SSLException) {
            return "localsend.undecipherable";
        }
        if (failure instanceof SocketTimeoutException) {
            return "localsend.noAnswerInTime";
        }
        if (failure instanceof NoHttpResponseException) {
            return "localsend.noAnswer";
        }
        if (failure instanceof ConnectionClosedException
                || failure instanceof TruncatedChunkException
                || failure instanceof EOFException) {
            return "localsend.halfAnAnswer";
        }
        return "failure.reset";
    }
}
