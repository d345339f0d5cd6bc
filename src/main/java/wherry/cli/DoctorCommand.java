package wherry.cli;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wherry.discovery.Networks;
import wherry.doctor.Diagnosis;
import wherry.doctor.Doctor;
import wherry.doctor.Patient;
import wherry.settings.Settings;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.transfer.Network;
import wherry.transfer.PeerAddress;
import wherry.transfer.ProtocolException;
import wherry.transfer.Sentences;

/** {@code doctor}: says what keeps others from being seen, and what to do about it. */
final class DoctorCommand extends Command {
    private final RootCommand root;
    private final BiFunction<Settings, Consumer<Event>, Doctor> doctors;

    private final PositionalParamSpec peer = parameter(PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel("PEER")
            .description("Who is missing: a name, a fingerprint, or HOST[:PORT]."));
    private final NetworkOption network = new NetworkOption(this);
    private final OptionSpec json = flag("--json", "Print one JSON object.");

    DoctorCommand(RootCommand root, BiFunction<Settings, Consumer<Event>, Doctor> doctors) {
        super("doctor", "Says what keeps others from being seen or reached, and what to do about it.");
        this.root = root;
        this.doctors = doctors;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Network> networks = networks();
        Optional<String> wanted = given(peer);
        Optional<PeerAddress> typed = typed(wanted);
        Settings settings = root.load();
        Doctor doctor = doctors.apply(settings, this::warn);
        Diagnosis diagnosis =
                wanted.isEmpty() ? doctor.examine(networks) : doctor.examine(networks, patient(wanted.get(), typed));
        List<String> lines = isGiven(json) ? List.of(DoctorReport.json(diagnosis)) : DoctorReport.lines(diagnosis);
        lines.forEach(root.terminal()::print);
        return diagnosis.healthy() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void warn(Event event) {
        if (event instanceof Event.Warned warned) {
            root.terminal().complain(warned.sentence());
        }
    }

    private List<Network> networks() {
        return network.wanted()
                .map(name -> Networks.find(name)
                        .map(List::of)
                        .orElseThrow(() -> wrong(Sentences.of(unusable(name), DisplayText.escape(name)))))
                .orElseGet(Networks::usable);
    }

    /** It is not said of an interface that it is not there when it only has no network. */
    private static String unusable(String name) {
        try {
            return NetworkInterface.getByName(name) == null ? "cli.noInterface" : "cli.noNetworkOn";
        } catch (SocketException unreadable) {
            return "cli.noNetworkOn";
        }
    }

    /** Before anything is examined: what cannot be an address is wrong usage. */
    private Optional<PeerAddress> typed(Optional<String> wanted) {
        if (wanted.filter(String::isBlank).isPresent()) {
            throw wrong(Sentences.of("address.bad", ""));
        }
        try {
            return wanted.isEmpty() ? Optional.empty() : PatientSearch.address(wanted.get());
        } catch (ProtocolException noAddress) {
            throw wrong(noAddress.getMessage());
        }
    }

    private Patient patient(String wanted, Optional<PeerAddress> typed) throws InterruptedException {
        PatientSearch search = new PatientSearch(root, Overrides.of(network.wanted()));
        return typed.isPresent() ? search.at(wanted, typed.get()) : search.named(wanted);
    }
}
