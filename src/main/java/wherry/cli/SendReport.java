package wherry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/**
 * Tells how a sent transfer goes: one line for each file that has ended, on standard output if it was delivered and on
 * standard error if not; and there, while somebody watches, the progress.
 */
final class SendReport {
    /** What the line says anyway. */
    private static final String DELIVERED = Sentences.of("send.delivered");

    private final Terminal terminal;
    private final List<Path> untold;
    private int progressWidth;
    private long bytesWhenLost = -1;
    private final Set<String> remarks = new HashSet<>();
    private boolean anyTold;
    private boolean anyDelivered;
    private boolean allDelivered = true;
    private TransferState state = TransferState.QUEUED;

    /** For a transfer of these files and folders. */
    SendReport(Terminal terminal, List<Path> paths) {
        this.terminal = terminal;
        untold = new ArrayList<>(paths);
    }

    void fileEnded(Event.FileEnded ended) {
        tell(ended.file(), ended.state(), ended.sentence());
        untold.stream()
                .filter(path -> ended.file().startsWith(path))
                .findFirst()
                .ifPresent(untold::remove);
    }

    void changed(Transfer transfer) {
        boolean lost = transfer.state() == TransferState.WAITING && state != TransferState.WAITING;
        state = transfer.state();
        // A peer that lets one try after another come to nothing is complained about once.
        if (lost && transfer.bytesDone() > bytesWhenLost) {
            bytesWhenLost = transfer.bytesDone();
            showProgress("");
            terminal.complain(transfer.sentence());
        }
        if (state == TransferState.MOVING || state == TransferState.CONFIRMING) {
            terminal.screen()
                    .get()
                    .ifPresent(columns -> showProgress(ProgressLine.of(transfer, Math.max(1, columns - 1))));
        } else if (state.isFinal()) {
            // A transfer that went wrong as a whole, or folders without a file: not a word has been said about these.
            boolean others = anyTold && state != TransferState.CANCELLED;
            List.copyOf(untold).forEach(path -> {
                if (others && Files.isDirectory(path)) {
                    tellFolder(path, transfer);
                } else {
                    tell(path, state, transfer.sentence());
                }
            });
            untold.clear();
            showProgress("");
        }
    }

    /** One without a file goes with the offer, to whoever takes any; to others none does, and that has been remarked. */
    private void tellFolder(Path folder, Transfer transfer) {
        if (!remarks.isEmpty()) {
            allDelivered = false;
            terminal.complain(Sentences.of("cli.leftOut", DisplayText.escape(folder)));
        } else if (anyDelivered) {
            tell(folder, TransferState.DONE, "");
        } else {
            tell(folder, state, transfer.sentence());
        }
    }

    /** Something is to be said although nothing failed. */
    void remarked(String sentence) {
        remarks.add(sentence);
        showProgress("");
        terminal.complain(sentence);
    }

    /** Something in the folders is not sent. */
    void leftOut(String sentence) {
        allDelivered = false;
        showProgress("");
        terminal.complain(sentence);
    }

    void textEnded(Transfer transfer) {
        state = transfer.state();
        tell(Sentences.of("cli.theText"), state, transfer.sentence());
    }

    /** Whether the transfer has ended, and well for every file. */
    boolean allDelivered() {
        return allDelivered && state == TransferState.DONE;
    }

    private void tell(Path file, TransferState how, String sentence) {
        tell(DisplayText.escape(file), how, sentence);
    }

    private void tell(String what, TransferState how, String sentence) {
        String key = switch (how) {
            case DONE -> "cli.delivered";
            case UNCONFIRMED -> "cli.unconfirmed";
            case DECLINED -> "cli.declined";
            case CANCELLED -> "cli.cancelled";
            default -> "cli.failed";
        };
        anyTold = true;
        anyDelivered |= how == TransferState.DONE;
        allDelivered &= how == TransferState.DONE;
        String line = Sentences.of(key, what);
        boolean explained = how != TransferState.CANCELLED
                && !sentence.isBlank()
                && !sentence.equals(DELIVERED)
                && !remarks.contains(sentence);
        showProgress("");
        String told = explained ? line + " " + sentence : line;
        if (how == TransferState.DONE) {
            terminal.print(told);
        } else {
            terminal.complain(told);
        }
    }

    /** Overwrites what was shown before. */
    private void showProgress(String line) {
        if (line.isEmpty() && progressWidth == 0) {
            return;
        }
        int width = ProgressLine.width(line);
        String blanks = " ".repeat(Math.max(0, progressWidth - width));
        terminal.err().print("\r" + line + blanks + (line.isEmpty() ? "\r" : ""));
        terminal.err().flush();
        progressWidth = width;
    }
}
