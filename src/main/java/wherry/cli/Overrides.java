package wherry.cli;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import wherry.settings.Settings;
import wherry.transfer.AddressText;
import wherry.transfer.DisplayText;
import wherry.transfer.Failure;
import wherry.transfer.Sentences;

/**
 * Overrides settings by what the command line says, for this one run; empty keeps what is set.
 *
 * @param network an interface's name or one of its addresses
 */
record Overrides(
        Optional<String> alias,
        Optional<Path> folder,
        OptionalInt port,
        Optional<Settings.Asking> asking,
        Optional<String> network,
        Optional<String> pin,
        Optional<Settings.Links> links,
        Optional<Settings.WithoutPin> withoutPin) {
    /** Only another interface. */
    static Overrides of(Optional<String> network) {
        return of(network, Optional.empty());
    }

    /** What a sender can say. */
    static Overrides of(Optional<String> network, Optional<Settings.Links> links) {
        return new Overrides(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                network,
                Optional.empty(),
                links,
                Optional.empty());
    }

    /** The settings to run with. Peers added by hand are the window's business and left out. */
    Settings applyTo(Settings settings) throws CommandException {
        return new Settings(
                alias.orElse(settings.alias()),
                folder.orElse(settings.folder()),
                port.isPresent() ? port : settings.port(),
                settings.group(),
                asking.orElse(settings.asking()),
                settings.theme(),
                settings.limits(),
                network.isPresent() ? Optional.of(interfaceName(network.get())) : settings.network(),
                List.of(),
                settings.window(),
                settings.collision(),
                pin.isPresent() ? pin : settings.pin(),
                settings.plainHttp(),
                links.orElse(settings.links()),
                withoutPin.orElse(settings.withoutPin()),
                settings.tellPeers(),
                settings.stars());
    }

    private static String interfaceName(String wanted) throws CommandException {
        try {
            for (NetworkInterface candidate :
                    NetworkInterface.networkInterfaces().toList()) {
                boolean hasAddress = candidate.inetAddresses().anyMatch(own -> AddressText.names(wanted, own));
                if (hasAddress || candidate.getName().equals(wanted)) {
                    return candidate.getName();
                }
            }
        } catch (SocketException unreadable) {
            throw new CommandException(Failure.sentence(unreadable));
        }
        throw new CommandException(Sentences.of("cli.noInterface", DisplayText.escape(wanted)));
    }
}
