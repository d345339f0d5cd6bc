package wherry.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import wherry.transfer.DisplayText;
import wherry.transfer.PathText;
import wherry.transfer.Sentences;

/** Reads paths as they were given, whatever the locale, and says in words what is none. */
final class PathConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        if (text.isBlank()) {
            // A variable that is not set, in quotes: Java takes it for the current folder.
            throw new TypeConversionException(Sentences.of("cli.noPath", DisplayText.escape(text)));
        }
        try {
            return PathText.of(text);
        } catch (InvalidPathException impossible) {
            throw new TypeConversionException(Sentences.of("cli.noPath", DisplayText.escape(text)));
        }
    }
}
