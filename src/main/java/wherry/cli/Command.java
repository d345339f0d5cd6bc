package wherry.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import wherry.transfer.Version;

/**
 * A command, what can be given to it, and what was. It describes itself by calls and not by annotations: those are read
 * through classes made while the program runs, and the compiler that this sets off takes 15 MB, for ever.
 */
abstract class Command implements Callable<Integer> {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    Command(String name, String description) {
        spec.name(name).usageMessage().description(description);
        spec.versionProvider(() -> new String[] {"Wherry " + Version.text()});
    }

    /** Does what the command is for; returns the exit code. */
    @Override
    public abstract Integer call() throws Exception;

    final CommandLine commandLine() {
        return spec.commandLine() == null ? new CommandLine(spec) : spec.commandLine();
    }

    /** An option that somebody names and that has a value. */
    final OptionSpec option(String name, String value, Class<?> type, String description) {
        return option(
                OptionSpec.builder(name).paramLabel(value).type(type).arity("1").description(description));
    }

    /** An option whose value is a folder. */
    final OptionSpec folder(String name, String description) {
        return option(OptionSpec.builder(name)
                .paramLabel("DIR")
                .type(Path.class)
                .arity("1")
                .converters(new FolderConverter())
                .description(description));
    }

    /** An option that somebody names or does not. */
    final OptionSpec flag(String name, String description) {
        return option(OptionSpec.builder(name).type(boolean.class).arity("0").description(description));
    }

    final OptionSpec option(OptionSpec.Builder builder) {
        OptionSpec option = builder.build();
        spec.addOption(option);
        return option;
    }

    /** What stands without a name in front of it. */
    final PositionalParamSpec parameter(PositionalParamSpec.Builder builder) {
        PositionalParamSpec parameter = builder.build();
        spec.addPositional(parameter);
        return parameter;
    }

    final Command with(Command... subcommands) {
        for (Command subcommand : subcommands) {
            spec.addSubcommand(subcommand.spec.name(), subcommand.commandLine());
        }
        return this;
    }

    static <T> Optional<T> given(OptionSpec option) {
        return Optional.ofNullable(option.getValue());
    }

    static <T> Optional<T> given(PositionalParamSpec parameter) {
        return Optional.ofNullable(parameter.getValue());
    }

    static boolean isGiven(OptionSpec flag) {
        return Command.<Boolean>given(flag).orElse(false);
    }

    /** What to throw when the command was used wrongly: the sentence is printed, and where to read how it is used. */
    final ParameterException wrong(String sentence) {
        return new WrongUsage(commandLine(), sentence);
    }
}
