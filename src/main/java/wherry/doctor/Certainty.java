package wherry.doctor;

import java.util.Locale;

/** Says how sure a finding is. */
public enum Certainty {
    /** Nothing else shows itself in this way. */
    CERTAIN,
    /** Something harmless may look the same. */
    LIKELY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
