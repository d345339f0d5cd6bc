package wherry.protocol.localsend.identity;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import wherry.transfer.DisplayText;
import wherry.transfer.Sentences;

/** Keeps this computer's identity in a folder, and makes one where there is none that others would take. */
public final class IdentityStore {
    private static final String FILE = "identity.pem";
    /** It is renewed in time: a peer takes only certificates that are valid now. */
    private static final Duration LEFT_AT_LEAST = Duration.ofDays(30);

    /**
     * A clock that shows less is one that has not been set yet, as at every start of a computer without a battery: then
     * it says nothing about the certificate.
     */
    private static final Instant CLOCKS_BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private IdentityStore() {}

    /**
     * Reads the identity from the folder, or makes one and keeps it there, readable by its owner only. A file that is
     * damaged is set aside.
     *
     * @param report is told a sentence when others will have to get to know us anew
     * @throws IOException it can be neither read nor made
     */
    public static Identity open(Path folder, Consumer<String> report) throws IOException {
        PrivateFile.makeFolder(folder);
        Path file = folder.resolve(FILE);
        Optional<Identity> known = read(file, report);
        if (known.isPresent()) {
            return known.get();
        }
        Instant now = Instant.now();
        Identity made = Identity.make(now.isBefore(CLOCKS_BEGIN) ? CLOCKS_BEGIN : now);
        try {
            PrivateFile.create(file, IdentityFile.format(made));
            return made;
        } catch (FileAlreadyExistsException otherProcessWasFaster) {
            return read(file, report).orElseThrow(() -> new IOException("Unreadable: " + file));
        }
    }

    private static Optional<Identity> read(Path file, Consumer<String> report) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Identity identity = IdentityFile.read(file);
            Optional<String> outOfTime = outOfTime(identity.certificate(), Instant.now());
            if (outOfTime.isPresent()) {
                setAside(file);
                report.accept(outOfTime.get());
                return Optional.empty();
            }
            PrivateFile.restrict(file);
            return Optional.of(identity);
        } catch (NoSuchFileException setAsideByAnotherProcess) {
            return Optional.empty();
        } catch (GeneralSecurityException | RuntimeException | java.nio.charset.CharacterCodingException e) {
            Path aside = setAside(file);
            report.accept(Sentences.of("localsend.identityDamaged", DisplayText.escape(aside)));
            return Optional.empty();
        }
    }

    /** Why others do not take it now, or will not soon. */
    private static Optional<String> outOfTime(X509Certificate certificate, Instant now) {
        if (certificate.getNotAfter().toInstant().isBefore(now.plus(LEFT_AT_LEAST))) {
            return Optional.of(Sentences.of("localsend.identityExpired"));
        }
        boolean early = certificate.getNotBefore().toInstant().isAfter(now);
        return early && !now.isBefore(CLOCKS_BEGIN)
                ? Optional.of(Sentences.of("localsend.identityEarly"))
                : Optional.empty();
    }

    private static Path setAside(Path file) throws IOException {
        for (int i = 1; ; i++) {
            Path aside = file.resolveSibling("identity-set-aside-" + i + ".pem");
            if (!Files.exists(aside)) {
                return Files.move(file, aside);
            }
        }
    }
}
