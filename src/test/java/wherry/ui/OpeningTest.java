package wherry.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import org.junit.jupiter.api.Test;

/** How the window comes to its first picture. */
class OpeningTest extends WindowTest {
    private boolean laidOutBefore;

    @Override
    void made(MainFrame unopened) {
        laidOutBefore = unopened.isDisplayable() || unopened.getContentPane().isValid();
    }

    @Test
    void nothingIsLaidOutForASizeThatItDoesNotGet() {
        assertThat(laidOutBefore).isFalse();
        assertThat(read(() -> frame.getSize())).isEqualTo(new Dimension(1024, 800));
        assertThat(read(() -> frame.getContentPane().isValid())).isTrue();
    }
}
