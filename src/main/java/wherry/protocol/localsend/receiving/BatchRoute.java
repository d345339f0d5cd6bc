package wherry.protocol.localsend.receiving;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpExchange;
import wherry.http.HttpStatusException;
import wherry.protocol.localsend.message.Extension;
import wherry.transfer.TransferBuffers;

/** Serves the private route by which one Wherry sends many small files to another in one request (localsend.md, "batch"). */
final class BatchRoute {
    private static final System.Logger LOG = System.getLogger(BatchRoute.class.getName());

    private final Sessions sessions;
    private final TransferBuffers buffers;

    BatchRoute(Sessions sessions, TransferBuffers buffers) {
        this.sessions = sessions;
        this.buffers = buffers;
    }

    void handle(HttpExchange exchange) throws IOException {
        Session session = sessions.find(UploadRoute.require(exchange, "sessionId"), exchange)
                .filter(found -> found.sender().can(Extension.BATCH))
                .orElseThrow(() -> new HttpStatusException(HttpStatus.SC_FORBIDDEN, "Invalid session"));
        exchange.hold();
        ByteBuffer buffer = buffers.lend();
        UploadContents contents = new UploadContents(exchange.body(), Optional.empty());
        BatchReception files = new BatchReception(session, contents, buffer, exchange::abort);
        try {
            files.takeAll();
            exchange.answerJson(HttpStatus.SC_OK, answer(files));
        } catch (UploadInterruptedException broken) {
            LOG.log(Level.DEBUG, "Receiving a batch", broken);
            throw broken;
        } finally {
            // Last, so that whoever is told that a file is done finds the sender told as well.
            files.tellSession();
            buffers.giveBack(buffer);
        }
    }

    /** One status for each file, in the order in which they came. */
    private static byte[] answer(BatchReception files) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            json.name("statuses").beginArray();
            for (int status : files.statuses()) {
                json.value(status);
            }
            json.endArray();
            files.names().write(json);
            json.endObject();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
