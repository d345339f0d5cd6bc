package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;

/** A reception that is cancelled here tells its sender first: whose connection breaks before that says "failed". */
@Timeout(60)
class CancelledReceptionTest {
    private static final String ROOT = "/api/localsend/v2/";

    @TempDir
    Path folder;

    @Test
    void theSenderHearsOfItWhileItsConnectionStands() throws Exception {
        List<Boolean> stood = new CopyOnWriteArrayList<>();
        RecordingReceiveHandler reception = RecordingReceiveHandler.acceptingAll(folder);
        LocalSend protocol = new LocalSend(
                Identity.make(Instant.now()),
                () -> "Fox",
                TransferLimits.DEFAULT,
                SessionTimes.DEFAULT,
                Bounds.DEFAULT);
        try (ProtocolServer server =
                        protocol.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception);
                Socket upload = new Socket(InetAddress.getLoopbackAddress(), server.port());
                TestReceiver sender = TestReceiver.plain(request -> {
                    stood.add(request.is("cancel") && stands(upload));
                    return new TestReceiver.Answer(200, "");
                })) {
            beginUpload(server.port(), sender.endpoint().address().getPort(), upload);
            Await.until(
                    "some of it has arrived",
                    () -> reception.recorders().size() == 1
                            && reception.recorders().get(0).snapshot().bytesDone() > 0);

            reception.recorders().get(0).cancel();

            Await.until("the sender was told", () -> !stood.isEmpty());
            assertThat(stood).containsExactly(true);
            Await.until("it is cut then", () -> !stands(upload));
        }
    }

    private static void beginUpload(int port, int senderPort, Socket upload) throws Exception {
        String offer = "{\"info\":{\"alias\":\"Phone\",\"version\":\"2.1\",\"fingerprint\":\"x\",\"port\":" + senderPort
                + ",\"protocol\":\"http\"},\"files\":{\"a\":{\"id\":\"a\",\"fileName\":\"a.bin\",\"size\":1000000,"
                + "\"fileType\":\"application/octet-stream\"}}}";
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + ROOT + "prepare-upload"))
                                .POST(HttpRequest.BodyPublishers.ofString(offer))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JsonObject accepted = JsonParser.parseString(answer.body()).getAsJsonObject();
        String query = "?sessionId=" + accepted.get("sessionId").getAsString() + "&fileId=a&token="
                + accepted.getAsJsonObject("files").get("a").getAsString();
        OutputStream out = upload.getOutputStream();
        out.write(
                ("POST " + ROOT + "upload" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[500_000]);
        out.flush();
    }

    private static boolean stands(Socket connection) {
        try {
            connection.setSoTimeout(20);
            return connection.getInputStream().read() >= 0;
        } catch (SocketTimeoutException silent) {
            return true;
        } catch (IOException broken) {
            return false;
        }
    }
}
