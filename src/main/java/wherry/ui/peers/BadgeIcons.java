package wherry.ui.peers;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.swing.Icon;
import wherry.ui.widgets.Icons;

/** Keeps a sign for every badge, in the colours that a row needs. */
final class BadgeIcons {
    private static final int SIZE = 13;

    private final Map<PeerBadge, Icon> icons;

    /** @param colorKey gives the colour of each */
    BadgeIcons(Function<PeerBadge, String> colorKey) {
        icons = Arrays.stream(PeerBadge.values())
                .collect(Collectors.toMap(
                        Function.identity(), badge -> Icons.tinted(badge.picture(), SIZE, colorKey.apply(badge))));
    }

    Icon of(PeerBadge badge) {
        return icons.get(badge);
    }
}
