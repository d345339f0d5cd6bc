package wherry.protocol.localsend.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** Reads short replies as text, and writes values into queries. */
public final class Http {
    private Http() {}

    /**
     * The contents of a short reply.
     *
     * @throws NonsenseException they are longer
     */
    public static String text(HttpEntity entity, long largest) throws IOException {
        if (entity == null) {
            return "";
        }
        InputStream in = entity.getContent();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[8 << 10];
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            bytes.write(piece, 0, n);
            if (bytes.size() > largest) {
                throw new NonsenseException();
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /**
     * The text of an answer.
     *
     * @param largest in bytes; what is longer is no answer
     * @throws HttpException it is not HTTP after all
     */
    public static String body(HttpEntity entity, long largest) throws IOException, HttpException {
        try {
            return text(entity, largest);
        } catch (TruncatedChunkException brokenOff) {
            throw brokenOff;
        } catch (MalformedChunkCodingException | MessageConstraintException noChunks) {
            throw new HttpException("Invalid chunk", noChunks);
        }
    }

    /** A query's value, fit for a URL. */
    public static String encode(String value) {
        // A plus sign for a space is for forms; not every server takes it for one.
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
