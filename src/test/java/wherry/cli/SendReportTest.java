package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

class SendReportTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void everyFileGetsOneLineAndWhatWasDeliveredStandsApart() {
        SendReport report = report(false, "a", "b", "c", "d", "e");

        report.fileEnded(ended("a", TransferState.DONE, ""));
        report.fileEnded(ended("b", TransferState.UNCONFIRMED, "Nothing came."));
        report.fileEnded(ended("c", TransferState.FAILED, "It broke."));
        report.changed(transfer(TransferState.MOVING, ""));
        report.fileEnded(ended("d", TransferState.DECLINED, ""));
        report.changed(transfer(TransferState.CANCELLED, "Cancelled."));

        assertThat(out.toString().lines()).containsExactly("a: delivered.");
        assertThat(err.toString().lines())
                .containsExactly(
                        "b: not confirmed. Nothing came.", "c: failed. It broke.", "d: declined.", "e: cancelled.");
        assertThat(report.allDelivered()).isFalse();
    }

    @Test
    void onlyWhenEveryFileWasDeliveredIsAllWell() {
        SendReport report = report(false, "a", "folder");

        report.fileEnded(ended("a", TransferState.DONE, ""));
        report.fileEnded(ended("folder/b", TransferState.DONE, ""));
        assertThat(report.allDelivered()).as("before the end").isFalse();
        report.changed(transfer(TransferState.DONE, ""));

        assertThat(report.allDelivered()).isTrue();
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatIsRemarkedIsSaidOnceAndAFolderThatDidNotGoIsNotCalledDelivered() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        SendReport report = report(false, "a", empty.toString());

        report.fileEnded(ended("a", TransferState.DONE, ""));
        report.remarked("Delivered, except an empty folder.");
        report.changed(transfer(TransferState.DONE, "Delivered, except an empty folder."));

        assertThat(out.toString().lines()).containsExactly("a: delivered.");
        assertThat(err.toString().lines()).containsExactly("Delivered, except an empty folder.", empty + ": left out.");
        assertThat(report.allDelivered()).isFalse();
    }

    @Test
    void aFolderWithoutAFileDoesNotFailWithTheFilesBesideIt() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        SendReport report = report(false, "a", "pipe", empty.toString());

        report.fileEnded(ended("pipe", TransferState.FAILED, "It is no file."));
        report.fileEnded(ended("a", TransferState.DONE, ""));
        report.changed(transfer(TransferState.FAILED, "One of 2 files was not delivered. It is no file."));

        assertThat(out.toString().lines()).containsExactly("a: delivered.", empty + ": delivered.");
        assertThat(err.toString().lines()).containsExactly("pipe: failed. It is no file.");
        assertThat(report.allDelivered()).isFalse();
    }

    @Test
    void aNameWithControlCharactersStaysOneHarmlessLine() {
        report(false, "x").fileEnded(ended("a\nb\u001B[2J", TransferState.DONE, ""));

        assertThat(out.toString()).isEqualTo("a\\nb\\u001B[2J: delivered." + System.lineSeparator());
    }

    @Test
    void onATerminalAFileLineLeavesNothingOfTheProgress() {
        SendReport report = report(true, "a");

        report.changed(transfer(TransferState.MOVING, ""));
        report.fileEnded(ended("a", TransferState.DONE, ""));

        assertThat(out.toString()).isEqualTo("a: delivered." + System.lineSeparator());
        assertThat(err.toString()).matches("\\rphoto.jpg.*\\r +\\r");
    }

    @Test
    void aConnectionThatIsLostAgainAndAgainIsSaidToBeOnce() {
        SendReport report = report(false, "a");

        for (int i = 0; i < 5; i++) {
            report.changed(transfer(TransferState.MOVING, ""));
            report.changed(transfer(TransferState.WAITING, "It was lost."));
        }

        assertThat(err.toString().lines()).containsExactly("It was lost.");
    }

    @Test
    void theProgressIsAsWideAsTheTerminalIsAndGoneAtTheEnd() {
        for (int columns : new int[] {20, 60, 200}) {
            err.getBuffer().setLength(0);
            SendReport report = report(OptionalInt.of(columns), "a");

            report.changed(transfer(TransferState.MOVING, ""));
            String shown = err.toString();
            assertThat(shown.strip().length()).isPositive().isLessThan(columns);
            report.changed(transfer(TransferState.DONE, ""));

            assertThat(err.toString().substring(shown.length())).matches("\\r +\\r");
        }
    }

    @Test
    void whereNobodyWatchesThereIsNoProgress() {
        SendReport report = report(false, "a");

        report.changed(transfer(TransferState.MOVING, ""));

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatIsLeftOutIsSaidAndNotAllIsWell() {
        SendReport report = report(false, "a");

        report.leftOut("Left out: a/pipe.");
        report.fileEnded(ended("a/b", TransferState.DONE, ""));
        report.changed(transfer(TransferState.DONE, "Delivered, except a/pipe."));

        assertThat(err.toString().lines()).containsExactly("Left out: a/pipe.");
        assertThat(report.allDelivered()).isFalse();
    }

    private SendReport report(boolean watched, String... paths) {
        return report(watched ? OptionalInt.of(80) : OptionalInt.empty(), paths);
    }

    private SendReport report(OptionalInt columns, String... paths) {
        return new SendReport(
                new Terminal(new PrintWriter(out), new PrintWriter(err), false, () -> columns),
                List.of(paths).stream().map(Path::of).toList());
    }

    private static Event.FileEnded ended(String file, TransferState state, String sentence) {
        return new Event.FileEnded("id", Path.of(file), state, sentence);
    }

    private static Transfer transfer(TransferState state, String sentence) {
        return new Transfer(
                "id",
                Direction.SENDING,
                "photo.jpg",
                "Quiet Fox",
                2,
                0,
                10,
                5,
                1,
                state,
                sentence,
                Optional.empty(),
                Instant.EPOCH,
                "",
                Optional.empty());
    }
}
