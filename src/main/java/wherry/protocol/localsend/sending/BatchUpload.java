package wherry.protocol.localsend.sending;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.http.SourceException;
import wherry.protocol.localsend.message.ArrivedNames;
import wherry.protocol.localsend.message.Http;
import wherry.protocol.localsend.message.Json;
import wherry.protocol.localsend.message.NonsenseException;
import wherry.protocol.localsend.message.Spec;
import wherry.protocol.localsend.message.StatusSentences;
import wherry.protocol.localsend.message.UploadItem;
import wherry.transfer.ProtocolException;

/** Sends many small files to another Wherry in one request. */
public final class BatchUpload {
    private final PeerConnection connection;
    private final String sessionId;
    private final List<UploadItem> items;
    private final Duration confirmation;

    /** @param confirmation how long the receiver may take after the last byte */
    BatchUpload(PeerConnection connection, String sessionId, List<UploadItem> items, Duration confirmation) {
        this.connection = connection;
        this.sessionId = sessionId;
        this.items = items;
        this.confirmation = confirmation;
    }

    /** How those files ended that were sent, and why the others were not. */
    record Result(Map<UploadItem, UploadResult> ends, Map<UploadItem, SourceException> unreadable) {}

    /**
     * Returns when they have been answered.
     *
     * @param moved is told how many more bytes were handed to the connection
     * @throws IOException the connection or the session was lost: nothing is known of any of them
     */
    Result run(LongConsumer moved) throws IOException {
        BatchEntity body = new BatchEntity(items, moved);
        PeerConnection.Reply reply =
                connection.post(Spec.BATCH + "?sessionId=" + Http.encode(sessionId), body, Timeout.of(confirmation));
        if (StatusSentences.isOfSession(reply.status())) {
            throw new ProtocolException(StatusSentences.ofFile(reply.status()));
        }
        Map<UploadItem, UploadResult> ends = new LinkedHashMap<>();
        ArrivedNames names = ArrivedNames.read(reply.body());
        List<Integer> statuses = reply.status() == HttpStatus.SC_OK
                ? statuses(reply.body(), body.written().size())
                : List.of();
        for (int i = 0; i < body.written().size(); i++) {
            int status = statuses.isEmpty() ? reply.status() : statuses.get(i);
            ends.put(body.written().get(i), UploadResult.of(status, names.of(i)));
        }
        return new Result(ends, body.unreadable());
    }

    public static List<Integer> statuses(String body, int count) throws IOException {
        List<Integer> statuses = new ArrayList<>(count);
        try {
            JsonReader json = Json.strict(new StringReader(body));
            json.beginObject();
            while (json.hasNext()) {
                if (!json.nextName().equals("statuses")) {
                    json.skipValue();
                    continue;
                }
                json.beginArray();
                while (json.hasNext()) {
                    statuses.add(json.nextInt());
                }
                json.endArray();
            }
            json.endObject();
        } catch (IOException | IllegalStateException | NumberFormatException malformed) {
            throw new NonsenseException(malformed);
        }
        if (statuses.size() != count) {
            throw new NonsenseException();
        }
        return statuses;
    }
}
