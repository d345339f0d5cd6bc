package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wherry.protocol.localsend.receiving.SessionTimes;

/** Good requests, damaged by chance: each is answered or its connection ended, and none is a failure of ours. */
@Timeout(120)
class DamagedRequestsTest extends ServingTest {
    private static final int ROUNDS = 150;

    @Test
    void everyDamagedRequestIsAnsweredOrEndedAndTheServerGoesOn() throws IOException {
        int port = open(accepting(), SHORT, SessionTimes.DEFAULT);
        Random random = new Random(20_260_427);
        for (int round = 0; round < ROUNDS; round++) {
            for (byte[] good : requests()) {
                byte[] bad = good;
                for (int i = random.nextInt(3); i >= 0; i--) {
                    bad = damage(bad, random);
                }
                Optional<Integer> status = send(port, bad);
                assertThat(status.orElse(0))
                        .as(new String(bad, StandardCharsets.ISO_8859_1))
                        .isLessThan(500);
            }
        }
        try (RawHttp peer = RawHttp.plain(port)) {
            assertThat(peer.get(V2 + "info").status()).isEqualTo(200);
        }
    }

    private List<byte[]> requests() {
        String device = device(theirs.orElseThrow().fingerprint()).toString();
        String offer = offer(file("a", "a/b.txt", 4), file("b", "c", 0));
        return List.of(
                request("GET /api/localsend/v1/info?fingerprint=AB HTTP/1.1\r\n", ""),
                request("GET " + V2 + "info HTTP/1.1\r\n", ""),
                request("POST " + V2 + "register HTTP/1.1\r\n", device),
                request("POST " + V2 + "prepare-upload?pin=1234 HTTP/1.1\r\n", offer),
                request("POST " + V2 + "cancel?sessionId=00 HTTP/1.1\r\n", ""),
                request("POST " + V2 + "upload?sessionId=00&fileId=a&token=00 HTTP/1.1\r\n", "here"),
                chunked("POST " + V2 + "prepare-upload HTTP/1.1\r\n", offer));
    }

    private static byte[] request(String line, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return (line + "Host: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] chunked(String line, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return (line + "host: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n" + Integer.toHexString(length) + "\r\n"
                        + body + "\r\n0\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Another byte, or a piece gone, twice there or turned into noise. */
    private static byte[] damage(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(Math.min(40, bytes.length - from) + 1);
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(bytes, 0, from);
        switch (random.nextInt(4)) {
            case 0 -> to = Math.min(bytes.length, from + 1);
            case 1 -> damaged.write(bytes, from, to - from);
            case 2 -> damaged.writeBytes(noise(random, to - from));
            default -> damaged.write(random.nextInt(256));
        }
        int rest = random.nextBoolean() ? from : to;
        damaged.write(bytes, rest, bytes.length - rest);
        return damaged.size() == 0 ? bytes : damaged.toByteArray();
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    /** The status of the answer; empty when the connection was ended without one. A wait without end fails. */
    private static Optional<Integer> send(int port, byte[] request) throws IOException {
        try (RawHttp peer = RawHttp.plain(port)) {
            peer.send(request);
            peer.socket().shutdownOutput();
            return Optional.of(peer.read().status());
        } catch (SocketTimeoutException neverAnswered) {
            throw neverAnswered;
        } catch (EOFException | SocketException ended) {
            return Optional.empty();
        }
    }
}
