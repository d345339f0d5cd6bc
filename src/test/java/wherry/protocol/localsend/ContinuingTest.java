package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.ProtocolServer;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.AcceptedOfferStore;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;
import wherry.storage.ReceiveFolder;
import wherry.storage.SlowDisk;
import wherry.testing.Await;
import wherry.testing.RecordingReceiveHandler;
import wherry.testing.TestFiles;
import wherry.transfer.Answer;
import wherry.transfer.Offer;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** Whom a receiver lets go on without a question, with what, and how that is shown. */
class ContinuingTest {
    private static final String OFFER = "/api/localsend/v2/prepare-upload";
    private static final String TIME = "2026-11-23T10:02:11Z";

    @TempDir
    Path folder;

    private final Identity ours = Identity.make(Instant.now());
    private final Identity fox = Identity.make(Instant.now());
    private final Identity stranger = Identity.make(Instant.now());
    private Predicate<Offer> welcome = offer -> true;
    private RecordingReceiveHandler reception;
    private ProtocolServer server;
    private Function<Path, ReceiveFolder> receiving = ReceiveFolder::new;
    private Optional<SessionTimes> times = Optional.empty();
    private Bounds bounds = Bounds.DEFAULT;
    private Path inbox;

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void whoeverComesBackIsNotAskedAboutAndEndsInTheSameRow() throws IOException {
        open(Duration.ofMinutes(10));
        String id = breakOffAfterTheFirst(fox);
        Transfer waiting = await(TransferState.WAITING);
        assertThat(waiting.sentence()).contains("Bright Otter", "kept", "goes on by itself");
        assertThat(waiting.bytesDone()).isEqualTo(3);

        try (RawHttp back = connect(fox)) {
            // The word that the first one arrived was lost.
            RawHttp.Response accepted = back.post(OFFER, offer(fox, Optional.of(id), "a", "b"));
            assertThat(accepted.status()).isEqualTo(200);
            assertThat(tokens(accepted).keySet()).containsExactly("b");
            assertThat(back.post(ServingTest.upload(accepted, "b"), "def").status())
                    .isEqualTo(200);
        }

        Transfer end = await(TransferState.DONE);
        assertThat(List.of(end.files(), end.filesDone())).containsOnly(2);
        assertThat(reception.recorders()).hasSize(1);
        assertThat(reception.offers()).hasSize(1);
        assertThat(TestFiles.names(inbox())).containsExactlyInAnyOrder("a", "b");
        // And once more, since the word of that may be lost as well.
        assertThat(ask(fox, Optional.of(id), "b").status()).isEqualTo(204);
        assertThat(reception.recorders()).hasSize(1);
    }

    @Test
    void whoeverWasStartedAnewIsRecognisedByItsFilesOnceItsConnectionIsKnownToBeBroken() throws IOException {
        open(Duration.ofMinutes(10));
        breakOffAfterTheFirst(fox);
        await(TransferState.WAITING);

        RawHttp.Response accepted = ask(fox, Optional.empty(), "b", "a");
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(tokens(accepted).keySet()).containsExactly("b");
        assertThat(skipped(accepted)).isEqualTo("[\"a\"]");

        assertThat(reception.offers()).hasSize(1);
    }

    @Test
    void whoIsWaitedForMakesRoomWhenThereIsNoMemoryForNewOffers() throws IOException {
        bounds = new Bounds(256, 32, 64, 16, 256 << 10);
        open(Duration.ofMinutes(10));
        breakOffAfterTheFirst(fox);
        await(TransferState.WAITING);

        List<RawHttp> others = new ArrayList<>();
        try {
            for (String address : List.of("127.0.0.2", "127.0.0.3", "127.0.0.4")) {
                RawHttp other = RawHttp.tls(server.port(), Optional.of(stranger), address);
                others.add(other);
                assertThat(other.announce(OFFER, 4 * (64 << 10)).status()).isEqualTo(100);
            }
        } finally {
            for (RawHttp other : others) {
                other.close();
            }
        }

        await(TransferState.FAILED);
    }

    @Test
    void anOfferThatOnlyResemblesALostOneIsAskedAbout() throws IOException {
        open(Duration.ofMinutes(10));
        breakOffAfterTheFirst(fox);
        await(TransferState.WAITING);

        ask(fox, Optional.empty(), "b");
        assertThat(reception.offers()).as("a part of it").hasSize(2);
        ask(fox, Optional.empty(), "a", "b", "c");
        assertThat(reception.offers()).as("more than it").hasSize(3);
        ask(fox, Optional.empty(), "a", "b", "new/");
        assertThat(reception.offers()).as("a new empty folder").hasSize(4);
        assertThat(inbox().resolve("new")).isDirectory();
        ask(fox, Optional.empty(), "later/", "empty/");
        assertThat(reception.offers()).as("empty folders alone").hasSize(5);
        assertThat(inbox().resolve("later")).isDirectory();
        assertThat(inbox().resolve("empty")).isDirectory();
    }

    @Test
    void aSizeThatNoFileHasIsRefused() throws IOException {
        open(Duration.ofMinutes(10));
        for (String size : List.of("9223372036854775808", "18446744073709551616", "1e400", "-1", "3.5")) {
            try (RawHttp connection = connect(fox)) {
                String offer = offer(fox, Optional.empty(), "a").replace("\"size\":3", "\"size\":" + size);
                assertThat(offer).contains(size);
                assertThat(connection.post(OFFER, offer).status()).as(size).isEqualTo(400);
            }
        }
        assertThat(reception.offers()).isEmpty();
    }

    @Test
    void timesAtTheEndsOfTimeAreNoReasonToRefuseAFile() throws IOException {
        open(Duration.ofMinutes(10));
        for (String time : List.of(
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "1601-01-01T00:00:00Z")) {
            for (int i = 0; i < 2; i++) {
                try (RawHttp connection = connect(fox)) {
                    JsonObject offer = JsonParser.parseString(
                                    offer(fox, Optional.empty(), "a").replace(TIME, time))
                            .getAsJsonObject();
                    // More than is sent in batches, so that it is looked for.
                    offer.getAsJsonObject("files").getAsJsonObject("a").addProperty("size", 300_000);
                    RawHttp.Response accepted = connection.post(OFFER, offer.toString());
                    assertThat(accepted.status()).as(time).isEqualTo(200);
                    assertThat(connection
                                    .post(ServingTest.upload(accepted, "a"), new byte[300_000])
                                    .status())
                            .as(time)
                            .isBetween(200, 208);
                }
            }
        }
        assertThat(reception.awaitEnded(8)).extracting(Transfer::state).containsOnly(TransferState.DONE);
    }

    @Test
    void whatTheUserDeletedMeanwhileComesAgain() throws IOException {
        open(Duration.ofMinutes(10));
        String id = breakOffAfterTheFirst(fox);
        await(TransferState.WAITING);
        Files.delete(inbox().resolve("a"));

        assertThat(tokens(ask(fox, Optional.of(id), "a", "b")).keySet()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whoeverRepeatsAllThatHasArrivedIsToldThatItIsThere() throws IOException {
        open(Duration.ofMinutes(10));
        breakOffAfterTheFirst(fox);
        await(TransferState.WAITING);
        Path b = Files.writeString(inbox().resolve("b"), "def");
        Files.setLastModifiedTime(b, FileTime.from(Instant.parse(TIME)));

        RawHttp.Response answer = ask(fox, Optional.empty(), "a", "b");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(tokens(answer).keySet()).isEmpty();
        assertThat(skipped(answer)).isEqualTo("[\"a\",\"b\"]");
        await(TransferState.DONE);
        assertThat(reception.offers()).hasSize(1);
    }

    @Test
    void afterANewStartWithAnotherFolderTheRestGoesThereAndTheOldOneIsNotMadeAgain() throws IOException {
        open(Duration.ofMinutes(10));
        String id = breakOffAfterTheFirst(fox);
        await(TransferState.WAITING);
        server.close();
        Path old = inbox();
        inbox = folder.resolve("other");
        open(Duration.ofMinutes(10));

        try (RawHttp back = connect(fox)) {
            RawHttp.Response accepted = back.post(OFFER, offer(fox, Optional.of(id), "a", "b"));
            assertThat(tokens(accepted).keySet())
                    .as("the other is in the old one")
                    .containsExactly("b");
            assertThat(back.post(ServingTest.upload(accepted, "b"), "def").status())
                    .isEqualTo(200);
        }
        assertThat(TestFiles.names(inbox())).containsExactly("b");

        server.close();
        TestFiles.names(old).forEach(name -> old.resolve(name).toFile().delete());
        Files.delete(old);
        open(Duration.ofMinutes(10));
        ask(fox, Optional.of(id), "a", "b");
        assertThat(old).doesNotExist();
    }

    @Test
    void whoeverComesBackWhileADiskIsBusyIsToldOnceItIsInPlaceThatItIsThere() throws Exception {
        SlowDisk disk = new SlowDisk();
        receiving = disk::folder;
        open(Duration.ofMinutes(10));
        String id;
        String upload;
        try (RawHttp sending = connect(fox)) {
            RawHttp.Response accepted = sending.post(OFFER, offer(fox, Optional.empty(), "a"));
            id = ServingTest.sessionId(accepted);
            upload = ServingTest.upload(accepted, "a");
            sending.begin(upload, 3);
            sending.send("abc");
            disk.awaitBusy();
        }
        CompletableFuture<RawHttp.Response> back = CompletableFuture.supplyAsync(() -> {
            try {
                return ask(fox, Optional.of(id), "a");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        try (RawHttp other = connect(fox)) {
            Await.value("it takes over", () -> status(other, upload), status -> status == 403);
        }
        disk.finish();

        assertThat(back.join().status()).isEqualTo(204);
        assertThat(await(TransferState.DONE).filesDone()).isEqualTo(1);
        assertThat(inbox().resolve("a")).hasContent("abc");
    }

    @Test
    void whoeverWaitsForABusyDiskIsToldThatWeLiveAndNeverTakenToBeGone() throws Exception {
        SlowDisk disk = new SlowDisk();
        receiving = disk::folder;
        times = Optional.of(new SessionTimes(
                Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofMinutes(10), Duration.ofMillis(50)));
        open(Duration.ofMinutes(10));
        try (RawHttp sending = connect(fox)) {
            RawHttp.Response accepted = sending.post(OFFER, offer(fox, Optional.empty(), "a"));
            sending.begin(ServingTest.upload(accepted, "a"), 3);
            sending.send("abc");
            disk.awaitBusy();
            // In all several times as long as a sender may stay away.
            for (int sign = 0; sign < 20; sign++) {
                assertThat(sending.read().status()).isEqualTo(102);
            }
            disk.finish();
            RawHttp.Response answer = sending.read();
            while (answer.status() == 102) {
                answer = sending.read();
            }
            assertThat(answer.status()).isEqualTo(200);
        }
        await(TransferState.DONE);
    }

    @Test
    void theSameFilesSentBesideAreAskedAbout() throws IOException {
        open(Duration.ofMinutes(10));
        try (RawHttp sending = connect(fox)) {
            assertThat(sending.post(OFFER, offer(fox, Optional.empty(), "a")).status())
                    .isEqualTo(200);
            assertThat(ask(fox, Optional.empty(), "a").status()).isEqualTo(200);
        }
        assertThat(reception.offers()).hasSize(2);
    }

    @Test
    void nobodyElseAndNothingElseIsLetIn() throws IOException {
        open(Duration.ofMinutes(10));
        String id = breakOffAfterTheFirst(fox);
        await(TransferState.WAITING);

        assertThat(ask(stranger, Optional.of(id), "b").status()).isEqualTo(410);
        assertThat(ask(fox, Optional.of(id), "b", "c").status()).isEqualTo(410);
        assertThat(ask(fox, Optional.of("another"), "b").status()).isEqualTo(410);
        try (RawHttp unencrypted = RawHttp.plain(server.port())) {
            assertThat(unencrypted.post(OFFER, offer(fox, Optional.of(id), "b")).status())
                    .isEqualTo(410);
        }
        welcome = offer -> false;
        assertThat(ask(fox, Optional.of(id), "b").status()).isEqualTo(403);
        assertThat(reception.offers()).hasSize(1);
    }

    @Test
    void whatOurUserCancelsWhileItWaitsIsOver() throws IOException {
        open(Duration.ofMinutes(10));
        String id = breakOffAfterTheFirst(fox);
        await(TransferState.WAITING);

        reception.recorders().get(0).cancel();

        assertThat(await(TransferState.CANCELLED).sentence()).isEqualTo("Cancelled.");
        assertThat(ask(fox, Optional.of(id), "b").status()).isEqualTo(410);
        assertThat(reception.offers()).hasSize(1);
    }

    @Test
    void aSenderThatDoesNotComeBackLeavesItFailed() throws IOException {
        open(Duration.ofMillis(300));
        String id = breakOffAfterTheFirst(fox);

        assertThat(await(TransferState.FAILED).sentence()).contains("1 of 2 files arrived", "broke off");
        assertThat(ask(fox, Optional.of(id), "b").status()).isEqualTo(410);
    }

    @Test
    void aSenderThatCancelsIsSaidToHaveCancelledThoughItsConnectionBreaksFirst() throws IOException {
        open(Duration.ofMinutes(10));
        String id = breakOffAfterTheFirst(fox);
        try (RawHttp other = connect(fox)) {
            other.post("/api/localsend/v2/cancel?sessionId=" + id, "");
        }
        assertThat(await(TransferState.CANCELLED).sentence()).contains("sender cancelled");
    }

    @Test
    void thePinIsNotNeededTwice() throws IOException {
        open(Duration.ofMinutes(10));
        String id = breakOffAfterTheFirst(fox);
        await(TransferState.WAITING);
        reception.requirePin(Optional.of("4711"));

        assertThat(ask(fox, Optional.empty(), "c").status()).isEqualTo(401);
        assertThat(ask(stranger, Optional.of(id), "b").status()).isEqualTo(401);
        assertThat(ask(fox, Optional.of(id), "b").status()).isEqualTo(200);
    }

    private void open(Duration comeback) throws IOException {
        Path into = inbox();
        reception =
                new RecordingReceiveHandler(
                        into, offer -> CompletableFuture.completedFuture(Answer.Accept.all(offer))) {
                    @Override
                    public boolean isStillWelcome(Offer offer) {
                        return welcome.test(offer);
                    }

                    @Override
                    public ReceiveFolder folder() {
                        return receiving.apply(into);
                    }
                };
        server = new LocalSend(
                        ours,
                        () -> "Ours",
                        TransferLimits.DEFAULT,
                        times.orElseGet(
                                () -> new SessionTimes(Duration.ofSeconds(60), Duration.ofMillis(500), comeback)),
                        bounds,
                        AcceptedOfferStore.in(folder.resolve("home"), comeback))
                .open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reception);
    }

    private Path inbox() {
        return inbox == null ? folder.resolve("in") : inbox;
    }

    /** Of two files: the first arrives, and the connection breaks in the second. Returns the session's id. */
    private String breakOffAfterTheFirst(Identity sender) throws IOException {
        try (RawHttp sending = connect(sender)) {
            RawHttp.Response accepted = sending.post(OFFER, offer(sender, Optional.empty(), "a", "b"));
            assertThat(accepted.body()).contains("\"continue\"");
            assertThat(sending.post(ServingTest.upload(accepted, "a"), "abc").status())
                    .isEqualTo(200);
            sending.begin(ServingTest.upload(accepted, "b"), 3);
            sending.send("d");
            Await.until(
                    "it has come", () -> reception.recorders().get(0).snapshot().bytesDone() == 3);
            return ServingTest.sessionId(accepted);
        }
    }

    private RawHttp connect(Identity identity) throws IOException {
        return RawHttp.tls(server.port(), Optional.of(identity));
    }

    private RawHttp.Response ask(Identity sender, Optional<String> continues, String... names) throws IOException {
        try (RawHttp connection = connect(sender)) {
            return connection.post(OFFER, offer(sender, continues, names));
        }
    }

    private Transfer await(TransferState state) {
        return Await.value(
                "it is " + state, () -> reception.recorders().get(0).snapshot(), transfer -> transfer.state() == state);
    }

    private static int status(RawHttp connection, String path) {
        try {
            return connection.post(path, "").status();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String skipped(RawHttp.Response accepted) {
        return JsonParser.parseString(accepted.body())
                .getAsJsonObject()
                .getAsJsonObject("x-wherry")
                .get("skipped")
                .toString();
    }

    private static JsonObject tokens(RawHttp.Response accepted) {
        return JsonParser.parseString(accepted.body()).getAsJsonObject().getAsJsonObject("files");
    }

    private static String offer(Identity sender, Optional<String> continues, String... names) {
        List<JsonObject> files = new ArrayList<>();
        JsonArray folders = new JsonArray();
        for (String name : names) {
            if (name.endsWith("/")) {
                folders.add(name.substring(0, name.length() - 1));
                continue;
            }
            files.add(ServingTest.modified(TIME, ServingTest.file(name, name, 3)));
        }
        JsonObject device = ServingTest.able(
                ServingTest.device(sender.fingerprint()), "resume", "continue", "same", "folders", "alive");
        JsonObject offer = ServingTest.offerBy(device, files.toArray(JsonObject[]::new));
        JsonObject what = new JsonObject();
        what.addProperty("v", 1);
        continues.ifPresent(id -> what.addProperty("continues", id));
        what.add("folders", folders);
        offer.add("x-wherry", what);
        return offer.toString();
    }
}
