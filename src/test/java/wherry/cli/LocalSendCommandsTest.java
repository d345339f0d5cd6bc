package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.settings.TrustStore;
import wherry.testing.Await;
import wherry.testing.SmallDisk;
import wherry.testing.TestFiles;

/** Texts, PINs, certificates and the choice of a protocol, between processes. */
class LocalSendCommandsTest {
    /** Whoever else is on this computer's loopback interface is not called this. */
    private final String alias = "Otter " + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    @Test
    void textsAreShownAndFilesArriveInTheProtocolThatWasAskedFor() throws Exception {
        Path file = TestFiles.random(folder.resolve("photo.jpg"), 100_000);
        try (WherryProcess receiver = receiver()) {
            JsonObject peer = peer();
            assertThat(peer.get("verified").getAsBoolean()).isTrue();
            assertThat(peer.getAsJsonArray("protocols"))
                    .extracting(JsonElement::getAsString)
                    .contains("localsend", "homebrew");
            int port = port(peer);

            succeed(List.of("text: delivered."), "send", alias, "--text", "line 1\nline \u202E2", "--interface", "lo");
            receiver.awaitLine("Text from");
            receiver.awaitLine("  line 1");
            receiver.awaitLine("  line \\u202E2");
            succeed(
                    List.of(file + ": delivered."),
                    "send",
                    "127.0.0.1:" + port,
                    file.toString(),
                    "--protocol",
                    "localsend",
                    "--interface",
                    "lo");
            assertThat(folder.resolve("in/photo.jpg")).satisfies(TestFiles.sameAs(file));
        }
    }

    @Test
    void withoutThePinNothingArrives() throws Exception {
        Path file = TestFiles.random(folder.resolve("a"), 3);
        try (WherryProcess receiver = receiver("--pin", "4711");
                WherryProcess sender = start(
                        "sender", "send", alias, file.toString(), "--protocol", "localsend", "--interface", "lo")) {
            assertThat(sender.awaitExit()).as("%s, %s", sender, receiver).isOne();
            assertThat(sender.err()).singleElement().asString().contains("declined", "PIN");
            assertThat(folder.resolve("in/a")).doesNotExist();
        }
    }

    @Test
    void thePinHoldsForEveryWayInUnlessToldOtherwise() throws Exception {
        Path file = TestFiles.random(folder.resolve("a"), 3);
        String[] send = {"send", alias, file.toString(), "--protocol", "homebrew", "--interface", "lo"};
        try (WherryProcess receiver = receiver("--pin", "4711");
                WherryProcess sender = start("sender", send)) {
            assertThat(sender.awaitExit()).as("%s, %s", sender, receiver).isOne();
            Await.until(
                    "it is declined",
                    () -> receiver.err().stream().anyMatch(line -> line.contains("this protocol cannot ask for it.")));
            assertThat(folder.resolve("in/a")).doesNotExist();
        }
        try (WherryProcess receiver = receiver("--pin", "4711", "--homebrew", "--once")) {
            run("sender", send);
            assertThat(receiver.awaitExit()).isZero();
            assertThat(folder.resolve("in/a")).satisfies(TestFiles.sameAs(file));
        }
    }

    @Test
    void aHomeInWhichNothingCanBeKeptIsSaidAndEverythingWorks() throws Exception {
        Path file = TestFiles.random(folder.resolve("a"), 3);
        Path home = Files.createDirectory(folder.resolve("receiver"));
        try (SmallDisk disk = SmallDisk.mount(home, 1 << 20)) {
            disk.makeReadOnly();
            try (WherryProcess receiver = receiver("--once")) {
                run("sender", "send", alias, file.toString(), "--protocol", "localsend", "--interface", "lo");

                assertThat(receiver.awaitExit()).as("%s", receiver).isZero();
                assertThat(receiver.err())
                        .anyMatch(line -> line.contains("key cannot be kept in " + home))
                        .anyMatch(line -> line.contains("settings cannot be kept in " + home))
                        .allMatch(line -> line.contains("The disk is read-only."));
            }
        }
        assertThat(folder.resolve("in/a")).satisfies(TestFiles.sameAs(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {600_000, 5_000_000})
    void whereThereIsNoRoomTheSenderHearsJustThat(int size) throws Exception {
        Path first = TestFiles.random(folder.resolve("first"), 600_000);
        Path file = TestFiles.random(folder.resolve("second"), size);
        SmallDisk disk = SmallDisk.mount(Files.createDirectory(folder.resolve("in")), 1 << 20);
        try (disk;
                WherryProcess receiver = receiver()) {
            run("sender", "send", alias, first.toString(), "--protocol", "localsend", "--interface", "lo");
            try (WherryProcess sender =
                    start("sender", "send", alias, file.toString(), "--protocol", "localsend", "--interface", "lo")) {
                assertThat(sender.awaitExit()).as("%s, %s", sender, receiver).isOne();
                assertThat(sender.err())
                        .containsExactly(file + ": failed. There is not enough room on the disk of the receiver.");
            }
            assertThat(TestFiles.names(folder.resolve("in"))).containsExactly("first");
        }
    }

    @Test
    void withThePinFoldersArriveAndWhatIsThereIsNotSentAgain() throws Exception {
        Path file = TestFiles.random(folder.resolve("tree/photo.jpg"), 100_000);
        Files.createDirectories(folder.resolve("tree/empty"));
        String tree = folder.resolve("tree").toString();
        try (WherryProcess receiver = receiver("--pin", "4711")) {
            succeed(List.of(file + ": delivered."), "send", alias, tree, "--pin", "4711", "--interface", "lo");
            assertThat(folder.resolve("in/tree/empty")).isEmptyDirectory();
            succeed(
                    List.of(file + ": delivered. It was there already."),
                    "send",
                    alias,
                    tree,
                    "--pin",
                    "4711",
                    "--interface",
                    "lo");
            receiver.awaitLine("Skipped tree/photo.jpg: here already, with the same contents.");
            try (WherryProcess wrong = start(
                    "sender", "send", alias, tree, "--pin", "0815", "--protocol", "localsend", "--interface", "lo")) {
                assertThat(wrong.awaitExit()).as("%s, %s", wrong, receiver).isOne();
                assertThat(wrong.err())
                        .singleElement()
                        .asString()
                        .contains("declined. That was not the receiver's PIN");
                assertThat(wrong.toString()).doesNotContain("4711");
            }
        }
        assertThat(TestFiles.names(folder.resolve("in/tree"))).containsExactly("empty", "photo.jpg");
    }

    @Test
    void whoeverIsTrustedIsAcceptedWhileAllOthersAreRefused() throws Exception {
        Path file = TestFiles.random(folder.resolve("a"), 3);
        String fingerprint = value("sender", "fingerprint");
        run("receiver", "trust", "add", fingerprint.toLowerCase(Locale.ROOT), "--alias", "Fox", "--for", "1h");
        List<String> listed = run("receiver", "trust", "list");
        assertThat(listed).singleElement().asString().contains(fingerprint, "accept", "until", "Fox");
        TrustStore.open(folder.resolve("receiver"), Clock.systemUTC()).check(fingerprint, "Fox");
        assertThat(run("receiver", "trust", "list")).singleElement().asString().contains("accept", "checked", "Fox");

        try (WherryProcess receiver = receiver("--accept", "none")) {
            succeed(
                    List.of(file + ": delivered."),
                    "send",
                    alias,
                    file.toString(),
                    "--protocol",
                    "localsend",
                    "--interface",
                    "lo");
            try (WherryProcess stranger =
                    start("stranger", "send", alias, file.toString(), "--protocol", "localsend", "--interface", "lo")) {
                assertThat(stranger.awaitExit())
                        .as("%s, %s", stranger, receiver)
                        .isOne();
                assertThat(stranger.err()).singleElement().asString().contains("declined");
            }
        }

        run("receiver", "trust", "remove", fingerprint);
        assertThat(run("receiver", "trust", "list")).isEmpty();
    }

    private enum Stop {
        /** As {@code kill -9}. */
        KILL,
        /** As {@code kill}, and closing the window. */
        TERMINATE
    }

    @ParameterizedTest
    @EnumSource
    void aReceiverThatIsStoppedAndStartedAgainGetsTheRestWithoutAnotherCommand(Stop how) throws Exception {
        Path file = TestFiles.random(folder.resolve("large.bin"), 200 << 20);
        WherryProcess first = receiver();
        try (WherryProcess sender =
                start("sender", "send", alias, file.toString(), "--protocol", "localsend", "--interface", "lo")) {
            Await.until("a part has arrived", () -> sizes(folder.resolve("in"), ".kept") > (8 << 20));
            if (how == Stop.TERMINATE) {
                first.terminate();
                first.awaitExit();
            }
            first.close();
            Await.until("the sender waits", () -> !sender.err().isEmpty());
            long kept = sizes(folder.resolve("in"), ".kept");
            try (WherryProcess second = receiver()) {
                assertThat(sender.awaitExit()).as("%s, %s", sender, second).isZero();
                assertThat(second.out()).anyMatch(line -> line.contains("Going on with large.bin"));
            }
            assertThat(kept).isPositive();
            assertThat(sender.out()).containsExactly(file + ": delivered.");
            assertThat(sender.err()).singleElement().asString().contains("connection", "goes on by itself");
        } finally {
            first.close();
        }
        assertThat(TestFiles.mismatch(folder.resolve("in/large.bin"), file)).isEqualTo(-1);
    }

    private static long sizes(Path folder, String ending) throws IOException {
        long sizes = 0;
        for (String name : TestFiles.names(folder)) {
            try {
                sizes += name.endsWith(ending) ? Files.size(folder.resolve(name)) : 0;
            } catch (NoSuchFileException inPlaceNow) {
                // Then it does not count any more.
            }
        }
        return sizes;
    }

    @Test
    void bothEndsReadTheSameCode() throws Exception {
        String one = value("one", "fingerprint");
        String two = value("two", "fingerprint");

        assertThat(value("one", "code", two))
                .matches("(\\d{5} ){5}\\d{5}")
                .isEqualTo(value("two", "code", one.toLowerCase(Locale.ROOT)));
    }

    private WherryProcess receiver(String... more) throws IOException {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--alias";
        arguments[1] = alias;
        System.arraycopy(more, 0, arguments, 2, more.length);
        return WherryProcess.receiver(folder.resolve("receiver"), folder.resolve("in"), arguments);
    }

    private WherryProcess start(String home, String... arguments) throws IOException {
        return WherryProcess.start(folder.resolve(home), arguments);
    }

    private List<String> run(String home, String... arguments) throws Exception {
        try (WherryProcess process = start(home, arguments)) {
            assertThat(process.awaitExit()).as("%s", process).isZero();
            return process.out();
        }
    }

    private void succeed(List<String> lines, String... arguments) throws Exception {
        assertThat(run("sender", arguments)).isEqualTo(lines);
    }

    private String value(String home, String what, String... peer) throws Exception {
        String[] arguments = new String[peer.length + 1];
        arguments[0] = "identity";
        System.arraycopy(peer, 0, arguments, 1, peer.length);
        return run(home, arguments).stream()
                .filter(line -> line.startsWith(what + " "))
                .map(line -> line.substring(what.length()).strip())
                .findFirst()
                .orElseThrow();
    }

    private JsonObject peer() throws Exception {
        return run("observer", "peers", "--json", "--interface", "lo").stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(peer -> peer.get("alias").getAsString().equals(alias))
                .findFirst()
                .orElseThrow();
    }

    private static int port(JsonObject peer) {
        for (JsonElement endpoint : peer.getAsJsonArray("endpoints")) {
            if (endpoint.getAsJsonObject().get("protocol").getAsString().equals("localsend")) {
                return endpoint.getAsJsonObject().get("port").getAsInt();
            }
        }
        throw new AssertionError(peer);
    }
}
