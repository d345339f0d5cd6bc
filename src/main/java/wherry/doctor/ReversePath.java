package wherry.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads whether Linux drops what comes by an interface that no answer would go back by (RFC 3704, ip-sysctl). */
record ReversePath(Path settings) {
    static ReversePath ofThisComputer() {
        return new ReversePath(Path.of("/proc/sys/net/ipv4/conf"));
    }

    /** The stricter of what holds for all interfaces and for this one. */
    boolean isOn(String network) {
        return value("all") > 0 || value(network) > 0;
    }

    private int value(String network) {
        try {
            return Integer.parseInt(Files.readString(settings.resolve(network).resolve("rp_filter"))
                    .strip());
        } catch (IOException | NumberFormatException notLinux) {
            return 0;
        }
    }
}
