package wherry.ui.peers;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.swing.Icon;
import wherry.transfer.Peer;
import wherry.ui.widgets.Icons;

/** Keeps a picture of every kind of device, in the colours that a row needs. */
final class DeviceIcons {
    private static final int SIZE = 20;

    /** What there is a picture of. */
    enum Picture {
        PHONE,
        COMPUTER,
        WEB,
        SERVER,
        /** Of those who speak the plainest protocol and give no name: phones of 2009. */
        OLDPHONE;

        static Picture of(Peer peer) {
            return switch (peer.device().form()) {
                case PHONE -> PHONE;
                case WEB -> WEB;
                case SERVER -> SERVER;
                case COMPUTER -> COMPUTER;
                case UNKNOWN -> PeerText.isNameless(peer) ? OLDPHONE : COMPUTER;
            };
        }
    }

    private final Map<Picture, Icon> icons;

    DeviceIcons(String colorKey) {
        icons = Arrays.stream(Picture.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        picture -> Icons.tinted(picture.name().toLowerCase(java.util.Locale.ROOT), SIZE, colorKey)));
    }

    Icon of(Peer peer) {
        return icons.get(Picture.of(peer));
    }
}
