package wherry.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out which firewall this computer has, as far as that can be told without rights: the rules themselves cannot be
 * read. Starts other programs: never for the event thread.
 */
final class Firewalls {
    private static final Pattern UFW_ENABLED = Pattern.compile("(?m)^\\s*ENABLED\\s*=\\s*\"?yes\"?\\s*$");
    private static final Pattern DEFAULT_ZONE =
            Pattern.compile("(?m)^\\s*DefaultZone\\s*=\\s*([A-Za-z0-9_-]{1,64})\\s*$");
    private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final List<String> PROGRAMS = List.of("usr/sbin", "sbin", "usr/bin", "bin", "usr/local/sbin");
    private static final Pattern QUOTED = Pattern.compile("\"([A-Za-z0-9_-]{1,64})\"");

    private final String system;
    private final Path root;
    private final CommandOutput commands;

    /** Asks a program of the system. */
    @FunctionalInterface
    interface CommandOutput {
        /** What it printed; empty when it is not there, fails, or takes too long. */
        Optional<String> of(String... command);
    }

    Firewalls() {
        this(System.getProperty("os.name"), Path.of("/"), ShortCommand::output);
    }

    /** @param root below which the configuration is looked for */
    Firewalls(String system, Path root, CommandOutput commands) {
        this.system = system.toLowerCase(Locale.ROOT);
        this.root = root;
        this.commands = commands;
    }

    /** The one that guards that interface; with an empty name, any. */
    Firewall on(String network) {
        if (system.startsWith("windows")) {
            return new Firewall(Firewall.Kind.WINDOWS, "");
        }
        if (system.startsWith("mac")) {
            return new Firewall(Firewall.Kind.MACOS, "");
        }
        if (UFW_ENABLED.matcher(text("etc/ufw/ufw.conf")).find()) {
            return new Firewall(Firewall.Kind.UFW, "");
        }
        Optional<String> zone = firewalldZone(network);
        if (zone.isPresent()) {
            return new Firewall(Firewall.Kind.FIREWALLD, zone.get());
        }
        return new Firewall(
                has("nft") ? Firewall.Kind.NFTABLES : has("iptables") ? Firewall.Kind.IPTABLES : Firewall.Kind.UNKNOWN,
                "");
    }

    /** Its default zone is not everywhere called "public". Empty when it does not run. */
    private Optional<String> firewalldZone(String network) {
        if (!has("firewalld") && !Files.exists(root.resolve("etc/firewalld"))) {
            return Optional.empty();
        }
        Optional<String> usual = bus("", "getDefaultZone");
        if (usual.isEmpty() && !isFirewalldRunning()) {
            return Optional.empty();
        }
        return (network.isEmpty() ? Optional.<String>empty() : bus(".zone", "getZoneOfInterface", "s", network))
                .or(() -> usual)
                .or(() -> match(DEFAULT_ZONE, text("etc/firewalld/firewalld.conf")))
                .or(() -> Optional.of("public"));
    }

    private Optional<String> bus(String part, String method, String... arguments) {
        String[] command = new String[7 + arguments.length];
        List<String> call = List.of(
                "busctl",
                "--system",
                "call",
                "org.fedoraproject.FirewallD1",
                "/org/fedoraproject/FirewallD1",
                "org.fedoraproject.FirewallD1" + part,
                method);
        for (int i = 0; i < command.length; i++) {
            command[i] = i < call.size() ? call.get(i) : arguments[i - call.size()];
        }
        return commands.of(command).flatMap(answer -> match(QUOTED, answer));
    }

    private boolean isFirewalldRunning() {
        return Files.exists(root.resolve("run/firewalld.pid"))
                || ProcessHandle.allProcesses()
                        .anyMatch(process -> process.info().arguments().stream()
                                .flatMap(java.util.stream.Stream::of)
                                .anyMatch(argument -> argument.endsWith("/firewalld")));
    }

    private static Optional<String> match(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(zone -> ZONE.matcher(zone).matches())
                .findFirst();
    }

    private boolean has(String program) {
        return PROGRAMS.stream()
                .anyMatch(folder -> Files.exists(root.resolve(folder).resolve(program)));
    }

    private String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException | java.io.UncheckedIOException absent) {
            return "";
        }
    }
}
