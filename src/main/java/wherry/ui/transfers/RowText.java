package wherry.ui.transfers;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.transfer.Direction;
import wherry.transfer.DisplayText;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.transfer.TransferTitle;
import wherry.ui.widgets.KeptName;
import wherry.ui.widgets.Messages;

/** Words the rows of the transfers: what it is, how much, from or to whom, when, and how it stands. */
final class RowText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    static final String SEPARATOR = " \u00B7 ";

    private final TransfersModel model;
    private final Clock clock;

    RowText(TransfersModel model, Clock clock) {
        this.model = model;
        this.clock = clock;
    }

    /** {@code dir, photo.jpg and 2 more}. */
    String title(TransferRow row) {
        return KeptName.of(plainTitle(row));
    }

    private static String plainTitle(TransferRow row) {
        if (row instanceof TransferRow.OfFile file) {
            return file.files().file(file.number()).displayName();
        }
        if (row instanceof TransferRow.Group group) {
            List<String> titles =
                    group.transfers().stream().map(Transfer::title).toList();
            return TransferTitle.of(titles);
        }
        return row.transfers().get(0).title();
    }

    /** {@code 12 files · 48 MB · from Anna's phone · 14:02}. */
    String details(TransferRow row) {
        if (row instanceof TransferRow.OfFile file) {
            return Sizes.rounded(file.files().file(file.number()).size());
        }
        Transfer latest = row.transfers().get(0);
        long files = row.transfers().stream().mapToLong(Transfer::files).sum();
        long bytes = row.transfers().stream().mapToLong(Transfer::bytes).sum();
        String with = latest.direction() == Direction.SENDING ? "transfer.toWhom" : "transfer.fromWhom";
        return words(
                files > 1 ? Messages.of("transfer.files", Sizes.grouped(files)) : "",
                bytes > 0 ? Sizes.rounded(bytes) : "",
                Messages.of(with, KeptName.of(model.names.in(latest).peerName())),
                when(latest));
    }

    /** {@code 8 of 12 files · 30 of 48 MB · 88 MB/s · 4 s left}. */
    String progress(Transfer transfer) {
        String files = transfer.files() > 1
                ? Messages.of(
                        "transfer.filesDone",
                        Sizes.grouped(Math.min(transfer.filesDone(), transfer.files())),
                        Sizes.grouped(transfer.files()))
                : "";
        return words(files, TransferText.amount(transfer), TransferText.rate(transfer), TransferText.left(transfer));
    }

    /** Whether something else is to be said than how it ended. */
    boolean isRemarked(TransferRow row) {
        return row instanceof TransferRow.Single single
                && !model.remark(single.key()).isEmpty();
    }

    /** How it stands; what has failed names the file. */
    String state(TransferRow row) {
        if (row instanceof TransferRow.OfFile file) {
            return state(file);
        }
        if (row instanceof TransferRow.Group group) {
            return group.transfers().stream()
                            .allMatch(one -> model.remark(one.id()).isEmpty())
                    ? TransferText.state(model.names.in(group.transfers().get(0)))
                    : Messages.of("transfer.someChanged");
        }
        Transfer transfer = row.transfers().get(0);
        String remark = model.remark(transfer.id());
        if (!remark.isEmpty()) {
            return remark;
        }
        String state = TransferText.state(model.names.in(transfer));
        return transfer.state() == TransferState.FAILED && transfer.files() > 1
                ? model.files
                        .of(transfer.id())
                        .flatMap(FileList::firstFailed)
                        .map(file -> Messages.of("transfer.failedFile", file.displayName(), state))
                        .orElse(state)
                : state;
    }

    private static String state(TransferRow.OfFile file) {
        String sentence = file.files().sentence(file.number());
        TransferState state = file.state();
        if (!sentence.isEmpty()) {
            return sentence;
        }
        boolean received = file.of().direction() == Direction.RECEIVING;
        return state == TransferState.DONE && received
                ? Messages.of("transfer.saved")
                : Messages.of("transfer.file." + state);
    }

    /** {@code 14:02}, {@code yesterday, 14:02}, {@code 24 Nov, 14:02}. */
    String when(Transfer transfer) {
        ZonedDateTime at = transfer.startedAt().atZone(clock.getZone());
        LocalDate today = LocalDate.now(clock);
        String time = TIME.format(at);
        if (at.toLocalDate().equals(today)) {
            return time;
        }
        if (at.toLocalDate().equals(today.minusDays(1))) {
            return Messages.of("transfer.yesterday", time);
        }
        DateTimeFormatter day = at.getYear() == today.getYear() ? DAY : DAY_OF_YEAR;
        return Messages.of("transfer.onDay", day.format(at), time);
    }

    /** All of it in words, for those who do not see the row. */
    String spoken(TransferRow row) {
        if (row instanceof TransferRow.OfFile file) {
            return title(row) + ", "
                    + Sizes.rounded(file.files().file(file.number()).size()) + ": " + state(row);
        }
        if (row instanceof TransferRow.Group) {
            return words(title(row), details(row), state(row));
        }
        Transfer transfer = row.transfers().get(0);
        String remark = model.remark(transfer.id());
        return remark.isEmpty()
                ? TransferText.spoken(model.names.in(transfer))
                : DisplayText.shorten(transfer.title(), 200) + ": " + remark;
    }

    private static String words(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(SEPARATOR));
    }
}
