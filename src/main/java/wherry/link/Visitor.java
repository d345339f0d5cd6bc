package wherry.link;

import java.net.InetAddress;
import wherry.transfer.AddressText;
import wherry.transfer.Sentences;

/**
 * A browser that has opened the link.
 *
 * @param id the secret that its cookie holds: never to be shown
 * @param device what it calls itself, in words of ours
 */
public record Visitor(String id, InetAddress from, DeviceWords device, boolean sentAway) {
    /** {@code Phone at 192.168.1.23, Safari on iPhone}. */
    public String title() {
        return Sentences.of(
                "link.visitor", Sentences.of("link.kind." + device.kind()), AddressText.of(from), device.browser());
    }

    Visitor gone() {
        return new Visitor(id, from, device, true);
    }
}
