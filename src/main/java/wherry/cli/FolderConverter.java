package wherry.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import wherry.transfer.DisplayText;
import wherry.transfer.PathText;
import wherry.transfer.Sentences;

/** Reads the path of a folder, which need not be there, as it was given, whatever the locale. */
final class FolderConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        if (text.isBlank()) {
            // A variable that is not set, in quotes: Java takes it for the current folder.
            throw new TypeConversionException(Sentences.of("cli.noPath", DisplayText.escape(text)));
        }
        try {
            return checked(PathText.of(text));
        } catch (InvalidPathException impossible) {
            throw new TypeConversionException(Sentences.of("cli.noPath", DisplayText.escape(text)));
        }
    }

    private static Path checked(Path folder) {
        for (Path path = folder.toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.isDirectory(path)) {
                return folder;
            }
            if (Files.exists(path)) {
                throw new TypeConversionException(Sentences.of("cli.noFolder", DisplayText.escape(path)));
            }
        }
        return folder;
    }
}
