package wherry.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.MouseEvent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import wherry.testing.Await;

/** A card comes within 5 s, however restless the pointer is, but not while a button is down. */
class PointerRestTest {
    private final AtomicLong clock = new AtomicLong();
    private final PointerRest rest = new PointerRest(new Aim(), clock::get);

    @Test
    void aPointerThatNeverRestsIsWaitedForNoLongerThanFiveSeconds() {
        int seen = 0;
        for (int millis = 0; millis <= 4_500; millis += 100) {
            moveAt(millis, 0);
            seen += isAtRest() ? 1 : 0;
        }
        assertThat(seen).as("it moved all the time").isZero();
        moveAt(4_600, 0);
        assertThat(isAtRest()).isTrue();
        moveAt(4_700, 0);
        assertThat(isAtRest()).as("the next card has to wait as well").isFalse();
    }

    @Test
    void whileAButtonIsDownNothingComesHoweverLongThatIs() {
        moveAt(0, MouseEvent.BUTTON1_DOWN_MASK);
        moveAt(60_000, MouseEvent.BUTTON1_DOWN_MASK);
        assertThat(isAtRest()).isFalse();
        moveAt(60_100, 0);
        assertThat(isAtRest()).as("it was let go after more than 5 s").isTrue();
    }

    @Test
    void aPointerThatRestsIsWaitedForOnlyAMoment() {
        moveAt(0, 0);
        assertThat(isAtRest()).isFalse();
        Await.until("it rests", this::isAtRest);
    }

    private void moveAt(int millis, int modifiers) {
        clock.set(TimeUnit.MILLISECONDS.toNanos(millis));
        GuiActionRunner.execute(() -> rest.pointerUsed(modifiers));
    }

    /** After what was to be done later is done. */
    private boolean isAtRest() {
        return GuiActionRunner.execute(() -> rest.isAtRest.get());
    }
}
