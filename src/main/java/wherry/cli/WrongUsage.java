package wherry.cli;

import java.io.PrintWriter;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.Collection;
import java.util.MissingResourceException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import wherry.transfer.DisplayText;
import wherry.transfer.PathText;
import wherry.transfer.Sentences;

/**
 * Says what is wrong with arguments: in this one place what the parser throws becomes a sentence of ours, by its kind, and
 * never in the parser's own words.
 */
final class WrongUsage extends ParameterException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int NAMED = 3;

    /** @param sentence what the command itself has found wrong */
    WrongUsage(CommandLine command, String sentence) {
        super(command, sentence);
    }

    /** Prints the sentence, the shape of the command, and where all of it is explained; a screen shows them at once. */
    static void explain(ParameterException wrong, String... arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(sentence(wrong, arguments));
        CommandLine.Help help = command.getHelp();
        err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
        err.println(Sentences.of("usage.help", name(command)));
    }

    private static String sentence(ParameterException wrong, String... arguments) {
        CommandLine command = wrong.getCommandLine();
        if (wrong instanceof WrongUsage own) {
            return own.getMessage();
        }
        if (wrong.getCause() instanceof TypeConversionException own) {
            // What could not be converted says so itself.
            return own.getMessage();
        }
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, command);
        }
        if (wrong instanceof OverwrittenOptionException twice) {
            return Sentences.of("usage.twice", name(twice.getOverwritten()));
        }
        if (wrong instanceof MissingParameterException missing) {
            return missing(missing.getMissing());
        }
        if (wrong instanceof MaxValuesExceededException) {
            return surplusValue(command, arguments);
        }
        return wrong.getArgSpec() instanceof OptionSpec option ? noValue(option) : Sentences.of("usage.other");
    }

    /** The parser does not tell which option it was. */
    private static String surplusValue(CommandLine command, String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.indexOf('=') > 0)
                .map(argument -> argument.substring(0, argument.indexOf('=')))
                .filter(name -> isFlag(command.getCommandSpec().findOption(name)))
                .findFirst()
                .map(name -> Sentences.of("usage.surplusValue", name))
                .orElseGet(() -> Sentences.of("usage.other"));
    }

    private static String unmatched(UnmatchedArgumentException unmatched, CommandLine command) {
        String first = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            return Sentences.of(isThere(first) ? "usage.noOption.file" : "usage.noOption", DisplayText.escape(first));
        }
        if (!command.getSubcommands().isEmpty()) {
            return Sentences.of(
                    "usage.noCommand",
                    DisplayText.escape(first),
                    String.join(", ", command.getSubcommands().keySet()));
        }
        String surplus = unmatched.getUnmatched().stream()
                .limit(NAMED)
                .map(DisplayText::escape)
                .collect(Collectors.joining(", "));
        return Sentences.of("usage.surplus", surplus, name(command));
    }

    private static boolean isThere(String argument) {
        try {
            return Files.exists(PathText.of(argument));
        } catch (InvalidPathException noName) {
            return false;
        }
    }

    private static String missing(Collection<ArgSpec> missing) {
        ArgSpec first = missing.iterator().next();
        if (first.isOption()) {
            return noValue(first);
        }
        try {
            return Sentences.of("usage.missing." + first.paramLabel());
        } catch (MissingResourceException general) {
            return Sentences.of("usage.missing", first.paramLabel());
        }
    }

    private static String noValue(ArgSpec option) {
        String name = name(option);
        return Sentences.of("usage.noValue", name, name + " " + option.paramLabel(), name + "=" + option.paramLabel());
    }

    private static boolean isFlag(OptionSpec option) {
        return option != null && option.arity().max() == 0;
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
