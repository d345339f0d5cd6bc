package wherry.protocol.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.identity.IdentityFile;
import wherry.protocol.localsend.identity.IdentityStore;

class IdentityTest {
    @TempDir
    Path folder;

    private final List<String> reports = new ArrayList<>();

    @Test
    void isASelfSignedCertificateForP256ThatIsValidNow() throws Exception {
        Identity identity = IdentityStore.open(folder, reports::add);

        assertThat(((ECPublicKey) identity.certificate().getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength())
                .isEqualTo(256);
        assertThat(identity.certificate().getVersion()).isEqualTo(3);
        assertThatCode(() ->
                        identity.certificate().verify(identity.certificate().getPublicKey()))
                .doesNotThrowAnyException();
        assertThatCode(() -> identity.certificate().checkValidity()).doesNotThrowAnyException();
        assertThat(identity.certificate().getNotAfter().toInstant())
                .isAfter(Instant.now().plus(Duration.ofDays(3600)));
    }

    @Test
    void itsFingerprintIsTheSha256OfTheCertificateInUpperCase() throws Exception {
        Identity identity = IdentityStore.open(folder, reports::add);

        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(identity.certificate().getEncoded());
        assertThat(identity.fingerprint())
                .isEqualTo(HexFormat.of().withUpperCase().formatHex(digest))
                .hasSize(64);
    }

    @Test
    void itsFolderIsTheOwnersAloneEvenIfItWasThereForOthersToo() throws IOException {
        PosixFileAttributeView rights = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        assumeThat(rights).as("rights of files").isNotNull();
        rights.setPermissions(PosixFilePermissions.fromString("rwxr-xr-x"));

        IdentityStore.open(folder, reports::add);

        assertThat(rights.readAttributes().permissions()).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theSameIdentityIsFoundAgainAtTheNextStart() throws IOException {
        Identity first = IdentityStore.open(folder, reports::add);
        Identity second = IdentityStore.open(folder, reports::add);

        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(reports).isEmpty();
    }

    @Test
    void twoProcessesThatStartAtOnceShareOneIdentity() {
        List<CompletableFuture<String>> starts = Stream.generate(() -> CompletableFuture.supplyAsync(this::fingerprint))
                .limit(8)
                .toList();

        assertThat(starts.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        IdentityStore.open(folder, reports::add);

        Path file = folder.resolve("identity.pem");
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            System.out.println("SKIPPED: this file system has no POSIX permissions");
            return;
        }
        assertThat(PosixFilePermissions.toString(view.readAttributes().permissions()))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingElseIsLeftInTheFolder() throws IOException {
        IdentityStore.open(folder, reports::add);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("identity.pem"));
        }
    }

    @Test
    void aDamagedFileIsSetAsideAndReported() throws IOException {
        Identity first = IdentityStore.open(folder, reports::add);
        String intact = Files.readString(folder.resolve("identity.pem"));
        String damaged = intact.replace("M", "N");
        Files.writeString(folder.resolve("identity.pem"), damaged);

        Identity second = IdentityStore.open(folder, reports::add);

        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(reports).singleElement().asString().contains("damaged", "identity-set-aside-1.pem");
        assertThat(folder.resolve("identity-set-aside-1.pem")).hasContent(damaged);
    }

    @Test
    void aFileThatIsNoTextIsSetAsideToo() throws IOException {
        Files.write(folder.resolve("identity.pem"), new byte[] {(byte) 0xFF, 0, (byte) 0xFE});

        assertThatCode(() -> IdentityStore.open(folder, reports::add)).doesNotThrowAnyException();
        assertThat(reports).hasSize(1);
    }

    @Test
    void whatCannotBeReadInAnyWayIsSetAsideWithAWord() throws IOException {
        String intact = IdentityFile.format(Identity.make(Instant.now()));
        String key = keyOf(intact);
        String certificate = certificateOf(intact);
        List<String> damaged = new ArrayList<>(List.of(
                "",
                "\n",
                key,
                certificate,
                key.replaceAll("(?m)^[^-].*$", "") + certificate,
                key + certificate.replaceAll("(?m)^[^-].*$", ""),
                key + certificate.replaceAll("(?m)^[^-].*$", "AAAA"),
                key.replaceAll("(?m)^[^-].*$", "MAA=") + certificate,
                key + certificate.replace("MI", "NI"),
                intact.replace("-----END CERTIFICATE-----", ""),
                intact.replace("-----BEGIN PRIVATE KEY-----", "-----BEGIN ENCRYPTED PRIVATE KEY-----"),
                "x".repeat(300_000)));
        for (int end = 1; end < key.length() + certificate.length() - 1; end += 97) {
            damaged.add(intact.substring(0, end));
        }
        for (String text : damaged) {
            reports.clear();
            Path file = Files.writeString(folder.resolve("identity.pem"), text);

            assertThatCode(() -> IdentityStore.open(folder, reports::add))
                    .as(text)
                    .doesNotThrowAnyException();

            assertThat(reports).as(text).singleElement().asString().contains("damaged", "identity-set-aside-");
            assertThat(IdentityStore.open(folder, reports::add)).as(text).isNotNull();
            assertThat(reports).as(text).hasSize(1);
            Files.delete(file);
        }
    }

    @Test
    void oneTooLargeToBeReadIsSetAsideToo() throws IOException {
        Path file = folder.resolve("identity.pem");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }

        assertThatCode(() -> IdentityStore.open(folder, reports::add)).doesNotThrowAnyException();

        assertThat(reports).singleElement().asString().contains("damaged");
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsDamage() throws IOException {
        String mixed = keyOf(IdentityFile.format(Identity.make(Instant.now())))
                + certificateOf(IdentityFile.format(Identity.make(Instant.now())));
        Files.writeString(folder.resolve("identity.pem"), mixed);

        IdentityStore.open(folder, reports::add);

        assertThat(reports).singleElement().asString().contains("damaged");
    }

    @Test
    void aFileThatIsNotAsItWasWrittenIsDamage() throws IOException {
        String ours = IdentityFile.format(Identity.make(Instant.now()));
        String theirs = IdentityFile.format(Identity.make(Instant.now()));
        Files.writeString(folder.resolve("identity.pem"), ours.replace(keyOf(ours), keyOf(theirs)));

        IdentityStore.open(folder, reports::add);

        assertThat(reports).singleElement().asString().contains("damaged");
    }

    @Test
    void anIdentityFromElsewhereNeedsNoChecksum() throws IOException {
        Identity elsewhere = Identity.make(Instant.now());
        String text = IdentityFile.format(elsewhere);
        Files.writeString(folder.resolve("identity.pem"), keyOf(text) + certificateOf(text));

        assertThat(IdentityStore.open(folder, reports::add).fingerprint()).isEqualTo(elsewhere.fingerprint());
        assertThat(reports).isEmpty();
    }

    private static String keyOf(String text) {
        return text.substring(0, text.indexOf("-----BEGIN CERTIFICATE"));
    }

    private static String certificateOf(String text) {
        return text.substring(text.indexOf("-----BEGIN CERTIFICATE"), text.indexOf("-----BEGIN WHERRY"));
    }

    @Test
    void anIdentityAboutToExpireIsMadeAnew() throws IOException {
        Identity old = Identity.make(Instant.now().minus(Duration.ofDays(3640)));
        Files.writeString(folder.resolve("identity.pem"), IdentityFile.format(old));

        Identity fresh = IdentityStore.open(folder, reports::add);

        assertThat(fresh.fingerprint()).isNotEqualTo(old.fingerprint());
        assertThat(reports).singleElement().asString().contains("expire");
    }

    @Test
    void anIdentityThatIsValidOnlyInTheFutureIsMadeAnew() throws IOException {
        Identity early = Identity.make(Instant.now().plus(Duration.ofDays(400)));
        Files.writeString(folder.resolve("identity.pem"), IdentityFile.format(early));

        Identity fresh = IdentityStore.open(folder, reports::add);

        assertThat(fresh.fingerprint()).isNotEqualTo(early.fingerprint());
        assertThatCode(() -> fresh.certificate().checkValidity()).doesNotThrowAnyException();
        assertThat(reports).singleElement().asString().contains("only in the future", "clock was wrong");
        assertThat(IdentityStore.open(folder, reports::add).fingerprint()).isEqualTo(fresh.fingerprint());
    }

    @Test
    void severalThatFindOneToBeMadeAnewAtOnceShareTheNewOne() throws IOException {
        for (int round = 0; round < 20; round++) {
            Identity early = Identity.make(Instant.now().plus(Duration.ofDays(400)));
            Files.deleteIfExists(folder.resolve("identity.pem"));
            Files.writeString(folder.resolve("identity.pem"), IdentityFile.format(early));

            List<CompletableFuture<String>> starts = Stream.generate(
                            () -> CompletableFuture.supplyAsync(this::fingerprint))
                    .limit(4)
                    .toList();

            assertThat(starts.stream().map(CompletableFuture::join))
                    .doesNotContain(early.fingerprint())
                    .containsOnly(fingerprint());
        }
    }

    private String fingerprint() {
        try {
            return IdentityStore.open(folder, reports::add).fingerprint();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
