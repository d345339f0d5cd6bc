package wherry.protocol.localsend.identity;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.CharacterCodingException;
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
import wherry.transfer.LockFile;
import wherry.transfer.Sentences;

/** Keeps this computer's identity in a folder, and makes one where there is none that others would take. */
public final class IdentityStore {
    private static final System.Logger LOG = System.getLogger(IdentityStore.class.getName());
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
        Found there = find(file);
        if (there instanceof Found.Nothing) {
            return make(file);
        }
        return there instanceof Found.Usable known ? known.identity() : renew(file, report);
    }

    /** What is in the file. */
    private sealed interface Found {
        /** Nothing, so that one is to be made. */
        record Nothing() implements Found {}

        record Usable(Identity identity) implements Found {}

        /** @param why others do not take it */
        record OutOfTime(String why) implements Found {}

        record Damaged() implements Found {}
    }

    /**
     * One after another: whoever sets aside what was there must not meet what somebody else has just made in its place,
     * and is using.
     */
    private static synchronized Identity renew(Path file, Consumer<String> report) throws IOException {
        try (Closeable lock = LockFile.of(file)) {
            LOG.log(Level.TRACE, "Locked by {0}", lock);
            Found there = find(file);
            if (there instanceof Found.Usable made) {
                return made.identity();
            } else if (there instanceof Found.OutOfTime old) {
                setAside(file);
                report.accept(old.why());
            } else if (there instanceof Found.Damaged) {
                report.accept(Sentences.of("localsend.identityDamaged", DisplayText.escape(setAside(file))));
            }
            return make(file);
        }
    }

    private static Identity make(Path file) throws IOException {
        Instant now = Instant.now();
        Identity fresh = Identity.make(now.isBefore(CLOCKS_BEGIN) ? CLOCKS_BEGIN : now);
        try {
            PrivateFile.create(file, IdentityFile.format(fresh));
            return fresh;
        } catch (FileAlreadyExistsException otherProcessWasFaster) {
            if (find(file) instanceof Found.Usable made) {
                return made.identity();
            }
            throw new IOException("Unreadable: " + file, otherProcessWasFaster);
        }
    }

    private static Found find(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Found.Nothing();
        }
        try {
            Identity identity = IdentityFile.read(file);
            Optional<String> outOfTime = outOfTime(identity.certificate(), Instant.now());
            if (outOfTime.isPresent()) {
                return new Found.OutOfTime(outOfTime.get());
            }
            PrivateFile.restrict(file);
            return new Found.Usable(identity);
        } catch (NoSuchFileException setAsideByAnotherProcess) {
            return new Found.Nothing();
        } catch (GeneralSecurityException | RuntimeException | CharacterCodingException damaged) {
            LOG.log(Level.DEBUG, "Reading " + file, damaged);
            return new Found.Damaged();
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
