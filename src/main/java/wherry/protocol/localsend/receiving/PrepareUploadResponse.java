package wherry.protocol.localsend.receiving;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpExchange;
import wherry.http.LongText;
import wherry.protocol.localsend.identity.Tokens;
import wherry.protocol.localsend.message.Extension;
import wherry.protocol.localsend.message.HereAlready;
import wherry.protocol.localsend.message.Json;

/** Tells the sender of an accepted offer what to upload, and what to show for it. */
final class PrepareUploadResponse {
    /** Whoever can do one of these understands an answer without anything to upload. */
    private static final List<String> ANSWERED = List.of(Extension.SAME, Extension.FOLDERS);

    private PrepareUploadResponse() {}

    /** Where the tokens come from. */
    private interface TokenList {
        void tell(SessionTokens.TokenConsumer consumer) throws IOException;
    }

    /** There may be a hundred thousand files: it is not held as a whole. */
    static LongText.Source of(Session session, HereAlready here) {
        Extension extension = session.state().lasting().extension();
        return json(session.id(), session::tokens, session.sender(), extension, here);
    }

    /** All that was accepted is here. */
    static void nothingToUpload(HttpExchange exchange, Sender sender, HereAlready here) throws IOException {
        if (ANSWERED.stream().anyMatch(sender::can)) {
            exchange.answerJson(
                    HttpStatus.SC_OK, json(Tokens.random(), consumer -> {}, sender, Lasting.FINAL.extension(), here));
        } else {
            exchange.answerEmpty(HttpStatus.SC_NO_CONTENT);
        }
    }

    private static LongText.Source json(
            String sessionId, TokenList tokens, Sender sender, Extension extension, HereAlready here) {
        return out -> {
            JsonWriter json = Json.writer(out);
            json.beginObject();
            json.name("sessionId").value(sessionId);
            json.name("files").beginObject();
            tokens.tell((fileId, token) -> json.name(fileId).value(token));
            json.endObject();
            if (extension.features().stream().anyMatch(sender::can)) {
                extension.write(json, sender.can(Extension.SAME) ? here::write : others -> {});
            }
            json.endObject();
            json.flush();
        };
    }
}
