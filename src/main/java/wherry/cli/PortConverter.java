package wherry.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import wherry.transfer.Ports;
import wherry.transfer.Sentences;

/** Parses a TCP port, or 0 for a free one. */
final class PortConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        return Ports.parse(text).orElseThrow(() -> new TypeConversionException(Sentences.of("cli.noPort")));
    }
}
