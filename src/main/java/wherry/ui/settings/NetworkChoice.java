package wherry.ui.settings;

import java.util.Optional;

/**
 * Names one of the networks that can be chosen.
 *
 * @param name what is remembered; empty for all networks
 * @param text what is shown
 */
public record NetworkChoice(Optional<String> name, String text) {
    @Override
    public String toString() {
        return text;
    }
}
