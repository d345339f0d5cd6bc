package wherry.cli;

import java.io.Serial;

/** A command cannot do what it was asked to. Its message is the one line that the user gets to read. */
final class CommandException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    CommandException(String sentence) {
        super(sentence);
    }
}
