package wherry.protocol.localsend.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Manifest;
import wherry.protocol.localsend.message.ManifestFile;

/** What is known of accepted offers after a restart. */
class AcceptedOfferStoreTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final String FOX = "AB".repeat(32);

    @TempDir
    Path home;

    @Test
    void oneThatIsOlderThanItMayBeIsNotHonoured() throws IOException {
        assertThat(AcceptedOfferStore.in(home, TEN_MINUTES).keep(acceptance())).isTrue();
        assertThat(AcceptedOfferStore.in(home, TEN_MINUTES).anyOpenOf(FOX)).isTrue();

        keptBefore(TEN_MINUTES.minusSeconds(60));
        assertThat(AcceptedOfferStore.in(home, TEN_MINUTES).of("the-session")).isPresent();
        keptBefore(TEN_MINUTES.plusSeconds(1));
        assertThat(AcceptedOfferStore.in(home, TEN_MINUTES).of("the-session")).isEmpty();
        assertThat(AcceptedOfferStore.in(home, TEN_MINUTES).anyOpenOf(FOX)).isFalse();
    }

    @Test
    void nothingButWholeOnesIsLeftInTheFolder() throws IOException {
        AcceptedOfferStore.in(home, TEN_MINUTES).keep(acceptance());

        assertThat(kept()).hasSize(1);
    }

    private AcceptedOffer acceptance() {
        ManifestFile file = new ManifestFile(
                "a", "a", 3, "text/plain", Optional.empty(), Optional.empty(), Optional.of(Instant.EPOCH));
        Device sender = new Device("Bright Otter", FOX, 0, Device.Scheme.HTTPS);
        Manifest manifest = new Manifest(sender, List.of(file), List.of(), List.of(), Optional.empty());
        return AcceptedOffer.of("the-session", FOX, home, AcceptedOffer.Place.USUAL, manifest, manifest.files());
    }

    private void keptBefore(Duration age) throws IOException {
        for (Path file : kept()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
        }
    }

    private List<Path> kept() throws IOException {
        try (var files = Files.list(home.resolve("accepted"))) {
            return files.toList();
        }
    }
}
