package wherry.transfer;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Turns what was thrown, in this one place, into a sentence for people. Goes by its kind and by the state of things,
 * never by its message: the system's are in the user's language, a library's are for engineers.
 */
public final class Failure {
    private Failure() {}

    /** Never contains a class name or a stack trace; always ends the matter in words. */
    public static String sentence(Throwable failure) {
        if (failure instanceof ProtocolException) {
            return failure.getMessage();
        }
        if (failure instanceof PortException port) {
            return port.sentence();
        }
        if (failure instanceof FileSystemException || failure instanceof FileNotFoundException) {
            return ofFile(failure);
        }
        if (failure instanceof SocketTimeoutException) {
            return Sentences.of("failure.connectTimeout");
        }
        if (failure instanceof UnknownHostException) {
            return Sentences.of("failure.unknownHost", host(failure));
        }
        if (failure instanceof NoRouteToHostException) {
            return Sentences.of("failure.noRoute");
        }
        if (failure instanceof BindException) {
            return Sentences.of("failure.bind");
        }
        if (failure instanceof ConnectException) {
            return Sentences.of("failure.refused");
        }
        if (failure instanceof ClosedChannelException) {
            return Sentences.of("failure.closed");
        }
        // Disks have methods of their own: what is left comes from a connection.
        return Sentences.of(failure instanceof IOException ? "failure.reset" : "failure.internal");
    }

    /** While a connection was being made: nobody was there yet who could break it off. */
    public static String connecting(IOException failure) {
        if (failure instanceof BindException) {
            // What a firewall on this computer forbids is told in the same way as an address that is not ours.
            return Sentences.of("failure.connectDenied");
        }
        boolean plain = failure instanceof SocketException && !(failure instanceof ConnectException);
        return plain ? Sentences.of("failure.noRoute") : sentence(failure);
    }

    /** While that file, or what is in that folder, was being read. */
    public static String reading(IOException failure, Path file) {
        boolean known = failure instanceof ProtocolException
                || failure instanceof NoSuchFileException
                || failure instanceof AccessDeniedException
                || failure instanceof ClosedChannelException;
        return known ? sentence(failure) : Sentences.of("failure.unreadable", DisplayText.escape(file));
    }

    /** While that file was being written. */
    public static String writing(IOException failure, Path file) {
        if (failure instanceof ProtocolException || failure instanceof ClosedChannelException) {
            return sentence(failure);
        }
        return switch (DiskFailure.of(failure, file)) {
            case DENIED -> Sentences.of("failure.accessDenied", DisplayText.escape(file));
            case NOT_FOLDER -> Sentences.of("failure.notFolder", DisplayText.escape(file));
            case MISSING -> Sentences.of("failure.noSuchFile", DisplayText.escape(file));
            case READ_ONLY -> Sentences.of("failure.readOnly");
            case FULL -> Sentences.of("failure.diskFull");
            case TOO_LARGE -> Sentences.of("failure.fileTooLarge");
            case OTHER -> Sentences.of("failure.disk");
        };
    }

    private static String ofFile(Throwable failure) {
        String file = failure instanceof FileSystemException named ? named.getFile() : failure.getMessage();
        String shown = DisplayText.escape(file == null ? "" : file);
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return Sentences.of("failure.noSuchFile", shown);
        }
        return Sentences.of(failure instanceof AccessDeniedException ? "failure.accessDenied" : "failure.file", shown);
    }

    /** The system's reason stands behind it. */
    private static String host(Throwable failure) {
        String said = failure.getMessage() == null ? "" : failure.getMessage();
        int reason = said.indexOf(": ");
        return DisplayText.escape(reason < 0 ? said : said.substring(0, reason));
    }
}
