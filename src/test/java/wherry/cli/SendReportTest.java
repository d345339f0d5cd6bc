package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

class SendReportTest {
    private final StringWriter printed = new StringWriter();

    @Test
    void everyFileGetsOneLineThatTellsItsEndFromAllOthers() {
        SendReport report = report(false, "a", "b", "c", "d", "e");

        report.fileEnded(ended("a", TransferState.DONE, ""));
        report.fileEnded(ended("b", TransferState.UNCONFIRMED, "Nothing came."));
        report.fileEnded(ended("c", TransferState.FAILED, "It broke."));
        report.changed(transfer(TransferState.MOVING, ""));
        report.fileEnded(ended("d", TransferState.DECLINED, ""));
        report.changed(transfer(TransferState.CANCELLED, "Cancelled."));

        assertThat(printed.toString().lines())
                .containsExactly(
                        "a: delivered.",
                        "b: not confirmed. Nothing came.",
                        "c: failed. It broke.",
                        "d: declined.",
                        "e: cancelled.");
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
        assertThat(printed.toString().lines()).hasSize(2);
    }

    @Test
    void aNameWithControlCharactersStaysOneHarmlessLine() {
        report(false, "x").fileEnded(ended("a\nb\u001B[2J", TransferState.DONE, ""));

        assertThat(printed.toString()).isEqualTo("a\\nb\\u001B[2J: delivered." + System.lineSeparator());
    }

    @Test
    void onATerminalAFileLineLeavesNothingOfTheProgress() {
        SendReport report = report(true, "a");

        report.changed(transfer(TransferState.MOVING, ""));
        report.fileEnded(ended("a", TransferState.DONE, ""));

        assertThat(printed.toString()).matches("(?s)\\rphoto.jpg.*\\r +\\ra: delivered\\.\\R");
    }

    @Test
    void aConnectionThatIsLostAgainAndAgainIsSaidToBeOnce() {
        SendReport report = report(false, "a");

        for (int i = 0; i < 5; i++) {
            report.changed(transfer(TransferState.MOVING, ""));
            report.changed(transfer(TransferState.WAITING, "It was lost."));
        }

        assertThat(printed.toString().lines()).containsExactly("It was lost.");
    }

    private SendReport report(boolean interactive, String... paths) {
        PrintWriter writer = new PrintWriter(printed);
        return new SendReport(
                new Terminal(writer, writer, interactive, 80),
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
