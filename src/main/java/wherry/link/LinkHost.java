package wherry.link;

import java.io.IOException;
import wherry.http.TlsServer;
import wherry.node.Node;
import wherry.protocol.ReceiveHandler;
import wherry.settings.Settings;

/**
 * Provides what a link needs of the node that it is opened for.
 *
 * @param reception is asked about what is left, and takes it
 * @param links what is done about links inside folders that are offered
 * @param tls encrypts with this computer's certificate
 */
public record LinkHost(ReceiveHandler reception, Settings.Links links, TlsServer tls) {
    /** Where there is no certificate. */
    static final TlsServer NO_TLS = (channel, consumed) -> {
        throw new IOException("no TLS here");
    };

    public static LinkHost of(Node node) {
        return new LinkHost(
                node.reception(), node.settings().links(), node.tls().orElse(NO_TLS));
    }

    public boolean canEncrypt() {
        return tls != NO_TLS;
    }
}
