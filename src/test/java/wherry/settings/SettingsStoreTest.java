package wherry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.settings.Settings.Asking;
import wherry.settings.Settings.Limits;
import wherry.settings.Settings.PlainHttp;
import wherry.settings.Settings.Theme;
import wherry.settings.Settings.WindowPlace;
import wherry.settings.SettingsStore.Loaded;
import wherry.transfer.Collision;
import wherry.transfer.ProtocolException;

class SettingsStoreTest {
    @TempDir
    Path scratch;

    private Path directory;
    private Path file;
    private Path usualFolder;
    private SettingsStore store;

    @BeforeEach
    void open() {
        directory = scratch.resolve("config/wherry");
        file = directory.resolve("settings.properties");
        usualFolder = scratch.resolve("Downloads/Wherry");
        store = store();
    }

    private SettingsStore store() {
        return new SettingsStore(directory, () -> usualFolder, new Random());
    }

    @Test
    void theFirstStartChoosesAFriendlyAliasAndKeepsIt() {
        Loaded first = store.load();
        assertThat(first.problem()).isEmpty();
        assertThat(first.settings().alias()).matches("[A-Z][a-z]+ [A-Z][a-z]+");
        assertThat(first.settings())
                .isEqualTo(Settings.defaults(first.settings().alias(), usualFolder));

        assertThat(store().load()).isEqualTo(first);
    }

    @Test
    void everySettingComesBackAsItWasStored() throws IOException {
        Settings settings = everythingSet();
        store.store(settings);
        assertThat(store().load()).isEqualTo(new Loaded(settings, Optional.empty()));
        store.store(Settings.defaults("Plain Otter", usualFolder));
        assertThat(store().load().settings()).isEqualTo(Settings.defaults("Plain Otter", usualFolder));
    }

    @Test
    void theFileCanBeReadAndWrittenByPeople() throws IOException {
        store.store(everythingSet());
        assertThat(file)
                .content(StandardCharsets.UTF_8)
                .contains("alias = Füchsin \\\\ 狐 # = :\n")
                .contains("port = 54322\n")
                .contains("asking = accept\n")
                .contains("peers = 10.0.0.7, nas.local:4000, [fe80::1]:54321\n")
                .contains("window = -5, 10, 800, 600, 150\n");
        Files.writeString(file, "\uFEFFalias=Written By Hand\r\nport:4000\r\n\r\n! done");
        Settings read = store().load().settings();
        assertThat(read.alias()).isEqualTo("Written By Hand");
        assertThat(read.port()).hasValue(4000);
        assertThat(read.folder()).isEqualTo(usualFolder);
    }

    @Test
    void theFolderInTheFileSparesTheLookUpOfTheUsualOne() throws IOException {
        store.store(everythingSet());
        SettingsStore unasked = new SettingsStore(
                directory,
                () -> {
                    throw new AssertionError("asked");
                },
                new Random());
        assertThat(unasked.load().problem()).isEmpty();
    }

    @Test
    void linesOfOtherVersionsAreKept() throws IOException {
        store.store(everythingSet());
        Files.writeString(file, Files.readString(file) + "future.thing =  \\ü \n");
        store().store(everythingSet().withAlias("New Name"));
        assertThat(file)
                .content(StandardCharsets.UTF_8)
                .contains("future.thing = ü \n")
                .contains("alias = New Name\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "port = 65536",
                "port = many",
                "group = 192.168.0.1",
                "group = example.org",
                "asking = perhaps",
                "theme = pink",
                "limit.header.seconds = 0",
                "limit.idle.seconds = 99999999999",
                "limit.connections = -1",
                "collision = overwrite",
                "pin = 123",
                "http = accept",
                "window = 1, 2, 3",
                "window = 1, 2, 0, 4",
                "window = 1, 2, 3, 4, 0",
                "peers = a b",
                "network = \\u202Eabc",
                "folder = not/absolute",
                "alias = a very long alias that no peer list could ever show",
                "alias = \\u0007bell",
                "@%! = 7"
            })
    void anImpossibleValueIsReportedAndTheRestGoesOn(String line) throws IOException {
        Files.createDirectories(directory);
        String damaged = line + "\nalias.other = x\n" + (line.startsWith("alias") ? "" : "alias = Kept\n");
        Files.writeString(file, damaged);

        Loaded loaded = store.load();

        assertThat(loaded.problem())
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("The settings file was damaged: it has invalid values for "
                                + line.substring(0, line.indexOf(' '))
                                + ". It was set aside as settings.properties.damaged-"));
        assertThat(setAside())
                .singleElement()
                .satisfies(aside -> assertThat(aside).hasContent(damaged));
        if (!line.startsWith("alias")) {
            assertThat(loaded.settings()).isEqualTo(Settings.defaults("Kept", usualFolder));
        }
        assertThat(store().load()).isEqualTo(new Loaded(loaded.settings(), Optional.empty()));
    }

    @Test
    void aFileThatIsNotTextIsSetAside() throws IOException {
        assertSetAside(new byte[] {'a', '=', (byte) 0xC3, '\n'}, "it is not text in UTF-8");
        assertSetAside(new byte[500], "it is not text in UTF-8");
        assertSetAside("alias = \\u12".getBytes(StandardCharsets.UTF_8), "there is a broken \\u escape in it");
        assertSetAside(new byte[(1 << 20) + 1], "it is far too long");
    }

    private void assertSetAside(byte[] damaged, String why) throws IOException {
        int before = setAside().size();
        Files.createDirectories(directory);
        Files.write(file, damaged);
        Loaded loaded = store.load();
        assertThat(loaded.problem())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains(why));
        assertThat(loaded.settings().folder()).isEqualTo(usualFolder);
        assertThat(setAside())
                .hasSize(before + 1)
                .anySatisfy(aside -> assertThat(aside).hasBinaryContent(damaged));
        assertThat(store().load()).isEqualTo(new Loaded(loaded.settings(), Optional.empty()));
    }

    @Test
    void randomBytesAreNeverFatal() throws IOException {
        Random random = new Random(7);
        String valid = "alias = A\nport = 1\nfolder = /x\nwindow = 1,2,3,4\n\\u00e4\\";
        Files.createDirectories(directory);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(6); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(round % 2 == 0 ? 128 : 256);
            }
            Files.write(file, bytes);
            assertThat(store.load().settings()).isNotNull();
            assertThat(store.load().problem()).isEmpty();
        }
    }

    @Test
    void aDirectoryInThePlaceOfTheFileIsReportedNotFatal() throws IOException {
        Files.createDirectories(file.resolve("full"));
        Loaded loaded = store.load();
        assertThat(loaded.problem())
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).startsWith("The settings file " + file + " cannot be read"));
        assertThatThrownBy(() -> store.store(loaded.settings()))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("The settings cannot be kept in " + directory);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aDirectoryThatCannotBeWrittenToGivesASentence() throws IOException {
        Files.createDirectories(directory.getParent());
        Files.writeString(directory, "in the way");
        Loaded loaded = store.load();
        assertThat(loaded.settings().folder()).isEqualTo(usualFolder);
        assertThat(loaded.problem())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains(directory.toString()));
        assertThatThrownBy(() -> store.store(loaded.settings()))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("The settings cannot be kept in " + directory);
    }

    @Test
    void aLinkToTheFileStaysALink() throws IOException {
        Path elsewhere = Files.createFile(scratch.resolve("dotfiles"));
        Files.createDirectories(directory);
        Files.createSymbolicLink(file, elsewhere);
        store.store(everythingSet());
        assertThat(file).isSymbolicLink();
        assertThat(elsewhere).content(StandardCharsets.UTF_8).contains("port = 54322");
        assertThat(store().load().settings()).isEqualTo(everythingSet());
    }

    @Test
    void storingLeavesNothingElseBehind() throws IOException {
        store.store(everythingSet());
        store.store(everythingSet());
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void theNamedHomeIsWhereTheFileGoesAndNotWhereReceivedFilesGo() {
        SettingsStore named = SettingsStore.in(directory);
        assertThat(named.directory()).isEqualTo(directory);
        assertThat(named.load().settings().folder()).isAbsolute().endsWithRaw(Path.of("Wherry"));
        assertThat(named.load().settings().folder().startsWith(directory)).isFalse();
        assertThat(file).isRegularFile();
    }

    @Test
    void theUsersDirectoryIsTheProgramsOwn() {
        assertThat(SettingsStore.ofUser().directory().toString()).containsIgnoringCase("wherry");
    }

    private Settings everythingSet() {
        return Settings.defaults("Füchsin \\ 狐 # = :", scratch.resolve(" a b\\c=#ü"))
                .withPort(OptionalInt.of(54322))
                .withGroup("239.1.2.3")
                .withAsking(Asking.ACCEPT)
                .withTheme(Theme.DARK)
                .withLimits(new Limits(Duration.ofSeconds(5), Duration.ofSeconds(60), 12))
                .withNetwork(Optional.of("eth0"))
                .withPeers(List.of("10.0.0.7", "nas.local:4000", "[fe80::1]:54321"))
                .withWindow(Optional.of(new WindowPlace(-5, 10, 800, 600, OptionalInt.of(150))))
                .withCollision(Collision.REPLACE)
                .withPin(Optional.of("47\\=#"))
                .withPlainHttp(PlainHttp.REFUSE)
                .withWithoutPin(Settings.WithoutPin.AS_USUAL);
    }

    private List<Path> setAside() throws IOException {
        return files(".damaged-");
    }

    private List<Path> leftovers() throws IOException {
        return files(".new");
    }

    private List<Path> files(String part) throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(name -> name.getFileName().toString().contains(part))
                    .toList();
        }
    }
}
