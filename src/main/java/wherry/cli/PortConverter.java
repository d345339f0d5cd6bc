package wherry.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import wherry.transfer.Sentences;

/** Parses a TCP port, or 0 for a free one. */
final class PortConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 0xFFFF) {
            return Integer.valueOf(text);
        }
        throw new TypeConversionException(Sentences.of("cli.noPort"));
    }
}
