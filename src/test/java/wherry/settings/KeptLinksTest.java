package wherry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLinksTest {
    private static final String OFFER = "a".repeat(64);
    private static final String OTHER = "b".repeat(64);

    @TempDir
    Path folder;

    private static KeptLinks.KeptLink link(String offer, String token, int seconds) {
        return new KeptLinks.KeptLink(
                offer, token, 53380, Instant.ofEpochMilli(System.currentTimeMillis() + 1_000L * seconds));
    }

    @Test
    void aLinkIsFoundByItsTokenOrItsOfferWithinItsTimeUntilItIsClosed() {
        KeptLinks.KeptLink open = link(OFFER, "mytoken22", 600);
        new KeptLinks(folder).keep(open);
        new KeptLinks(folder).keep(link(OTHER, "othertoken", -1));
        KeptLinks again = new KeptLinks(folder);

        assertThat(again.find(Optional.empty(), OFFER)).contains(open);
        assertThat(again.find(Optional.of("mytoken22"), OTHER)).contains(open);
        assertThat(again.find(Optional.of("nosuchtoken"), OFFER)).isEmpty();
        assertThat(again.find(Optional.empty(), OTHER)).as("its time is over").isEmpty();

        again.forget("mytoken22");
        assertThat(new KeptLinks(folder).find(Optional.empty(), OFFER)).isEmpty();
    }
}
