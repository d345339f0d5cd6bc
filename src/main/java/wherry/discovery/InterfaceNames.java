package wherry.discovery;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import wherry.transfer.DisplayText;
import wherry.transfer.Network;

/** Finds what an interface is and what a person calls it, from its name and, on Linux, from what the kernel knows. */
final class InterfaceNames {
    private static final Pattern VPN = Pattern.compile(
            "^(tun|tap|utun|ipsec|wg|ppp|tailscale|zt|nordlynx|proton|feth)\\d*.*|.*\\b(vpn|wireguard|wintun|tailscale|zerotier|tap-windows|openvpn)\\b.*");
    private static final Pattern VIRTUAL = Pattern.compile(
            "^(docker|br-|veth|virbr|vmnet|vmenet|vbox|lxc|lxd|podman|cni|cali|flannel|vnet|dummy|ifb|bridge|awdl|llw)\\S*|.*\\b(virtualbox|vmware|hyper-v|vethernet|wsl|virtual)\\b.*");
    private static final Pattern WIRED = Pattern.compile("^(eth|en|em|p\\d+p)\\S*");
    private static final Pattern WIRELESS = Pattern.compile("^(wl|wlan|ath)\\S*");

    /** Linux lists its interfaces there; does not exist elsewhere. */
    private final Path kernel;

    InterfaceNames(Path kernel) {
        this.kernel = kernel;
    }

    static InterfaceNames ofThisComputer() {
        return new InterfaceNames(Path.of("/sys/class/net"));
    }

    Network.Kind kind(String name, String displayName) {
        String text = lower(displayName);
        if (VPN.matcher(name).matches() || VPN.matcher(text).matches()) {
            return Network.Kind.VPN;
        }
        if (VIRTUAL.matcher(name).matches() || VIRTUAL.matcher(text).matches()) {
            return Network.Kind.VIRTUAL;
        }
        boolean kernelKnows = Files.isDirectory(kernel.resolve(name));
        return kernelKnows && !standsOnHardware(name) ? Network.Kind.VIRTUAL : Network.Kind.PHYSICAL;
    }

    /** {@code Wi-Fi (wlan0)}; fit to be shown. Where the system has a name for people, that. */
    String friendly(String name, String displayName) {
        if (displayName != null && !displayName.isBlank() && !displayName.equals(name)) {
            return DisplayText.escape(displayName);
        }
        String safe = DisplayText.escape(name);
        String kind = kindInWords(name);
        return kind.isEmpty() ? safe : kind + " (" + safe + ")";
    }

    private String kindInWords(String name) {
        boolean kernelKnows = Files.isDirectory(kernel.resolve(name));
        if (Files.exists(kernel.resolve(name).resolve("wireless"))
                || WIRELESS.matcher(name).matches()) {
            return "Wi-Fi";
        }
        // Elsewhere than on Linux en0 may as well be wireless.
        return kernelKnows && WIRED.matcher(name).matches() ? "Ethernet" : "";
    }

    /** Hardware of its own, or, as a bridge, bond or VLAN, that of another interface. */
    private boolean standsOnHardware(String name) {
        Path itself = kernel.resolve(name);
        if (Files.exists(itself.resolve("device"))) {
            return true;
        }
        try (DirectoryStream<Path> lower = Files.newDirectoryStream(itself, "lower_*")) {
            for (Path link : lower) {
                if (Files.exists(link.resolve("device"))) {
                    return true;
                }
            }
            return false;
        } catch (IOException vanished) {
            return false;
        }
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
