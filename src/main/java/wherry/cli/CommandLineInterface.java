package wherry.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.TypeConversionException;
import wherry.doctor.Doctor;
import wherry.node.Node;
import wherry.settings.Settings;
import wherry.settings.SettingsStore;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.LaunchText;
import wherry.transfer.Sentences;

/**
 * Runs what {@code java -jar wherry.jar ARGUMENTS} asks for. Prints to standard output and standard error, and makes an orderly
 * end when the process is told to end. Whatever goes wrong, the user reads a sentence and the log gets the details.
 */
public final class CommandLineInterface {
    private final Function<Optional<Path>, SettingsStore> homes;
    private final Node.Factory nodes;
    private final BiFunction<Settings, Consumer<Event>, Doctor> doctors;
    private final Consumer<SettingsStore> window;

    /**
     * @param homes opens the settings in a folder, or at this platform's usual place; begins the log there
     * @param nodes makes the nodes that the commands work with
     * @param doctors makes who examines the network, given the settings and who hears what is wrong with the key
     * @param window opens the window over these settings; may return before or after it is closed
     */
    public CommandLineInterface(
            Function<Optional<Path>, SettingsStore> homes,
            Node.Factory nodes,
            BiFunction<Settings, Consumer<Event>, Doctor> doctors,
            Consumer<SettingsStore> window) {
        this.homes = homes;
        this.nodes = nodes;
        this.doctors = doctors;
        this.window = window;
    }

    /**
     * The folder, when the arguments say no more than where the settings are: the window is opened for them, which does
     * not need to know of all commands first. Empty for all others, and for a folder that cannot be one.
     */
    public static Optional<Path> onlyHome(String... arguments) {
        if (arguments.length != 2 || !arguments[0].equals("--home") || arguments[1].startsWith("-")) {
            return Optional.empty();
        }
        String folder = LaunchText.arguments(arguments)[1];
        if (LaunchText.isDamaged(folder)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FolderConverter().convert(folder));
        } catch (TypeConversionException wrong) {
            return Optional.empty();
        }
    }

    /**
     * Does what the arguments say.
     *
     * @return the exit code: 0 for success, 1 for failure, 2 for wrong usage; empty when the window was opened, which
     *     may outlive this call
     */
    public OptionalInt run(String... arguments) {
        return run(Terminal.system(), arguments);
    }

    OptionalInt run(Terminal terminal, String... arguments) {
        String[] given = LaunchText.arguments(arguments);
        if (Arrays.stream(given).anyMatch(LaunchText::isDamaged)) {
            // Whatever it is, a name, a text or a folder: it would be another one that is used, or sent.
            terminal.complain(Sentences.of("cli.locale"));
            return OptionalInt.of(ExitCode.USAGE);
        }
        boolean[] windowOpened = {false};
        try (ShutdownSignal interruption = new ShutdownSignal()) {
            RootCommand root = new RootCommand(
                    homes,
                    nodes,
                    home -> {
                        window.accept(home);
                        windowOpened[0] = true;
                    },
                    terminal,
                    interruption);
            int exitCode = commandLine(root, doctors, terminal).execute(given);
            if (terminal.hasLost()) {
                terminal.complain(Sentences.of("cli.lost"));
                exitCode = exitCode == ExitCode.OK ? ExitCode.SOFTWARE : exitCode;
            }
            terminal.err().flush();
            interruption.finished(exitCode);
            return windowOpened[0] ? OptionalInt.empty() : OptionalInt.of(exitCode);
        }
    }

    private static CommandLine commandLine(
            RootCommand root, BiFunction<Settings, Consumer<Event>, Doctor> doctors, Terminal terminal) {
        return root.with(
                        new ReceiveCommand(root),
                        new SendCommand(root),
                        new LinkCommand(root),
                        new PeersCommand(root),
                        new DoctorCommand(root, doctors),
                        new TrustCommand()
                                .with(
                                        new TrustCommand.List(root),
                                        new TrustCommand.Add(root),
                                        new TrustCommand.Remove(root)),
                        new IdentityCommand(root))
                .commandLine()
                .setOut(terminal.out())
                .setErr(terminal.err())
                .registerConverter(Integer.class, CommandLineInterface::number)
                // A file may be called @this beside one called this, and stand for itself.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((wrong, arguments) -> {
                    WrongUsage.explain(wrong, arguments);
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    terminal.complain(sentence(failure));
                    return ExitCode.SOFTWARE;
                });
    }

    private static Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException none) {
            throw new TypeConversionException(Sentences.of("cli.noNumber", DisplayText.escape(text)));
        }
    }

    private static String sentence(Exception failure) {
        if (failure instanceof CommandException) {
            return failure.getMessage();
        }
        System.getLogger(CommandLineInterface.class.getName())
                .log(System.Logger.Level.ERROR, "A command failed", failure);
        return Failure.sentence(failure);
    }
}
