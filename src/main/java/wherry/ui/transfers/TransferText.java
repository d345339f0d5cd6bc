package wherry.ui.transfers;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.transfer.Direction;
import wherry.transfer.Security;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.ui.model.SecurityText;
import wherry.ui.widgets.Messages;

/** Words a transfer, and tells what can be done with it. */
public final class TransferText {
    private TransferText() {}

    static String title(Transfer transfer) {
        return title(transfer, transfer.title());
    }

    private static String title(Transfer transfer, String what) {
        String key = transfer.direction() == Direction.SENDING ? "transfer.to" : "transfer.from";
        return Messages.of(key, what, transfer.peerName());
    }

    /** Its sentence, or the plain words for its state. */
    public static String state(Transfer transfer) {
        if (!transfer.sentence().isEmpty()) {
            return withoutStop(transfer.sentence());
        }
        boolean sending = transfer.direction() == Direction.SENDING;
        return switch (transfer.state()) {
            case QUEUED -> Messages.of("transfer.queued");
            case CONNECTING -> Messages.of("transfer.connecting");
            case ASKING ->
                sending ? Messages.of("transfer.asking", transfer.peerName()) : Messages.of("transfer.asked");
            case MOVING -> amount(transfer);
            case WAITING -> Messages.of("transfer.waiting");
            case CONFIRMING -> Messages.of("transfer.confirming");
            case DONE -> sending ? Messages.of("transfer.delivered") : saved(transfer);
            case UNCONFIRMED -> Messages.of("transfer.unconfirmed");
            case DECLINED -> Messages.of("transfer.declined");
            case CANCELLED -> Messages.of("transfer.cancelled");
            case FAILED -> Messages.of("transfer.failed");
        };
    }

    /** A single word is a state, and no sentence. */
    private static String withoutStop(String sentence) {
        return sentence.indexOf(' ') < 0 && sentence.endsWith(".")
                ? sentence.substring(0, sentence.length() - 1)
                : sentence;
    }

    /** All of it in words, for those who do not see the bar. */
    public static String spoken(Transfer transfer) {
        if (transfer.state() != TransferState.MOVING) {
            String how = how(transfer);
            String title = title(transfer) + ": " + state(transfer);
            return how.isEmpty() ? title : Messages.of("transfer.how", title, how);
        }
        return Stream.of(
                        title(transfer),
                        percent(transfer) + " %",
                        amount(transfer),
                        rate(transfer),
                        left(transfer),
                        how(transfer))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** {@code LocalSend, verified}; empty while that is not known. */
    static String how(Transfer transfer) {
        String protocol = SecurityText.protocol(transfer.protocol());
        return transfer.security()
                .map(security -> String.join(", ", protocol, SecurityText.of(security)))
                .orElse(protocol);
    }

    static boolean isVerified(Transfer transfer) {
        return transfer.security().flatMap(Security::proven).isPresent();
    }

    static int percent(Transfer transfer) {
        return transfer.bytes() <= 0
                ? 0
                : (int) (100.0 * Math.min(1, (double) transfer.bytesDone() / transfer.bytes()));
    }

    /** {@code 512 of 812 MB}. */
    static String amount(Transfer transfer) {
        String done = Sizes.rounded(transfer.bytesDone());
        if (transfer.bytes() <= 0) {
            return done;
        }
        String all = Sizes.rounded(transfer.bytes());
        String unit = all.substring(all.indexOf(' '));
        // One unit suffices when both have the same.
        String bare = done.endsWith(unit) ? done.substring(0, done.length() - unit.length()) : done;
        return Messages.of("transfer.amount", bare, all);
    }

    static String rate(Transfer transfer) {
        return transfer.bytesPerSecond() < 1
                ? ""
                : Messages.of("transfer.rate", Sizes.rounded((long) transfer.bytesPerSecond()));
    }

    static String left(Transfer transfer) {
        Optional<Long> seconds = transfer.secondsLeft();
        if (seconds.isEmpty()) {
            return "";
        }
        long left = seconds.get();
        if (left < 100) {
            return Messages.of("transfer.secondsLeft", left);
        }
        return left < 6_000
                ? Messages.of("transfer.minutesLeft", (left + 59) / 60)
                : Messages.of("transfer.hoursLeft", (left + 3_599) / 3_600);
    }

    /** It was sent, or was to be, and can be sent again. */
    public static boolean canRetry(Transfer transfer) {
        return isOurs(transfer) && transfer.state().isFinal();
    }

    /** Something went wrong with it: all such can be sent again at once. */
    public static boolean hasFailed(Transfer transfer) {
        return isOurs(transfer) && transfer.state() == TransferState.FAILED;
    }

    /** What a browser takes from a link it has to ask for itself. */
    private static boolean isOurs(Transfer transfer) {
        return transfer.direction() == Direction.SENDING && !transfer.protocol().equals("link");
    }

    private static String saved(Transfer transfer) {
        // Of several files it is the folder that they are in.
        return transfer.savedAs()
                .map(place -> transfer.files() > 1 ? place : place.getParent())
                .map(folder -> Messages.of("transfer.savedIn", folder))
                .orElseGet(() -> Messages.of("transfer.saved"));
    }
}
