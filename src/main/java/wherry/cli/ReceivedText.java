package wherry.cli;

import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.transfer.Sentences;

/** Prints a text that somebody sent, line by line and harmless. */
final class ReceivedText {
    /** Longer pieces would be cut. */
    private static final int PIECE = 200;

    private ReceivedText() {}

    static void print(Event.TextReceived text, Terminal terminal) {
        terminal.print(Event.Logged.now(Sentences.of("cli.text", DisplayText.escape(text.senderName())))
                .stamped());
        text.text().lines().forEach(line -> {
            StringBuilder harmless = new StringBuilder("  ");
            for (int i = 0; i < line.length(); ) {
                int end = Math.min(line.length(), i + PIECE);
                if (end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) {
                    end--;
                }
                harmless.append(DisplayText.escape(line.substring(i, end)));
                i = end;
            }
            terminal.print(harmless.toString());
        });
    }
}
