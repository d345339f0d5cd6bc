package wherry.protocol.localsend.message;

import java.util.function.Supplier;

/**
 * Presents this computer to others.
 *
 * @param alias as set at the moment
 * @param fingerprint of our certificate, which others will pin
 */
public record OwnDevice(Supplier<String> alias, String fingerprint) {
    /** As one that serves on that port. */
    public Device at(int port, Extension extension) {
        return new Device(alias.get(), fingerprint, port, Device.Scheme.HTTPS, extension);
    }
}
