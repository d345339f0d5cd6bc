package wherry.http;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * An answer to a request.
 *
 * @param headers but for the contents' length and what concerns the connection
 * @param length of the contents, in bytes
 * @param contents are not asked for when the request wants the head alone
 */
public record Response(int status, Map<String, String> headers, long length, Contents contents) {
    /** What an answer holds. */
    @FunctionalInterface
    public interface Contents {
        /**
         * Writes all of it.
         *
         * @param target where it goes: the socket itself where nothing is encrypted, so that files can be sent by the
         *     system
         * @param moved is to be told of every step, or the connection is taken for stuck
         * @throws IOException the connection is of no use any more, as there is less than was said
         */
        void writeTo(WritableByteChannel target, LongConsumer moved) throws IOException;
    }

    public Response {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
