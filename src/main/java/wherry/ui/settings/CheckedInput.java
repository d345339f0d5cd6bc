package wherry.ui.settings;

import java.util.Optional;
import javax.swing.JComponent;

/** Something to type into that tells whether what is in it can be meant. */
interface CheckedInput {
    /** Why what is in it cannot be meant, as a sentence; empty when it can. */
    Optional<String> problem();

    /** Told at each keystroke, after the check. */
    void whenTyped(Runnable listener);

    /** Where it is said that something is wrong. */
    JComponent component();
}
