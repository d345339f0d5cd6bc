package wherry.transfer;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Map;

/** The one place that turns what was thrown into a sentence for people. */
public final class Failure {
    private static final String PORT_TAKEN = "address already in use";

    /** What the operating system says, in lower case, and the sentence that means the same. */
    private static final Map<String, String> SYSTEM_ERRORS = Map.of(
            "no space left",
            "failure.diskFull",
            "not enough space",
            "failure.diskFull",
            "quota exceeded",
            "failure.diskFull",
            "read-only file system",
            "failure.readOnly",
            "file too large",
            "failure.fileTooLarge",
            "connection reset",
            "failure.reset",
            "broken pipe",
            "failure.reset",
            "forcibly closed",
            "failure.reset",
            "network is unreachable",
            "failure.noRoute",
            PORT_TAKEN,
            "failure.portTaken");

    private Failure() {}

    /** Whether a server could not be opened because another program has the port, rather than for another reason. */
    public static boolean isPortTaken(BindException failure) {
        return said(failure).contains(PORT_TAKEN);
    }

    /** Never contains a class name or a stack trace; always ends the matter in words. */
    public static String sentence(Throwable failure) {
        if (failure instanceof ProtocolException) {
            return failure.getMessage();
        }
        String said = failure.getMessage() == null ? "" : failure.getMessage();
        String lower = said(failure);
        for (Map.Entry<String, String> known : SYSTEM_ERRORS.entrySet()) {
            if (lower.contains(known.getKey())) {
                return Sentences.of(known.getValue());
            }
        }
        if (failure instanceof SocketTimeoutException) {
            return Sentences.of("failure.connectTimeout");
        }
        if (failure instanceof NoRouteToHostException) {
            return Sentences.of("failure.noRoute");
        }
        if (failure instanceof BindException) {
            return Sentences.of(lower.contains("permission denied") ? "failure.portDenied" : "failure.bind");
        }
        if (failure instanceof ConnectException) {
            return Sentences.of("failure.refused");
        }
        if (failure instanceof UnknownHostException) {
            return Sentences.of("failure.unknownHost", DisplayText.escape(said));
        }
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return Sentences.of("failure.noSuchFile", DisplayText.escape(said));
        }
        if (failure instanceof AccessDeniedException) {
            return Sentences.of("failure.accessDenied", DisplayText.escape(said));
        }
        if (failure instanceof ClosedChannelException) {
            return Sentences.of("failure.closed");
        }
        if (failure instanceof FileSystemException fileSystem && fileSystem.getReason() != null) {
            return Sentences.of("failure.file", DisplayText.escape(said));
        }
        if (failure instanceof IOException && !said.isBlank()) {
            return Sentences.of("failure.other", DisplayText.escape(said));
        }
        return Sentences.of("failure.internal");
    }

    /** In lower case; empty when it says nothing. */
    private static String said(Throwable failure) {
        return failure.getMessage() == null ? "" : failure.getMessage().toLowerCase(Locale.ROOT);
    }
}
