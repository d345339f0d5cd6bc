package wherry.ui.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wherry.testing.Await;

class LetterResolutionTest {
    @ParameterizedTest
    @ValueSource(strings = {"Xft.dpi:\t192\n", "Xft*dpi:192.0", "XTerm*font: x\nXft.dpi: 192\nXft.rgba: rgb"})
    void whatThePersonHasSetIsFound(String resources) {
        assertThat(LetterResolution.scale(resources)).contains("192dpi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Xft.dpi: 96",
                "Xft.dpi: 72",
                "Xft.dpi: large",
                "Xft.dpi:",
                "XTerm.dpi: 192",
                "Xft.dpi: 99999999999"
            })
    void whatIsNoLargerOrNoNumberChangesNothing(String resources) {
        assertThat(LetterResolution.scale(resources)).isEmpty();
    }

    @Test
    void nothingIsDrawnSoLargeThatNobodyCouldSetItBack() {
        assertThat(LetterResolution.scale("Xft.dpi: 9999")).contains("288dpi");
    }

    @Test
    void anotherProgramIsAsked() {
        assertThat(LetterResolution.ask(List.of("echo", "Xft.dpi: 144")).scale())
                .contains("144dpi");
    }

    @Test
    void whereThereIsNoSuchProgramOrItDoesNotAnswerNothingChanges() {
        assertThat(LetterResolution.ask(List.of("no-such-program")).scale()).isEmpty();
        assertThat(LetterResolution.ask(List.of("sleep", "3")).scale()).isEmpty();
    }

    @Test
    void aProgramThatNeverAnswersIsEndedWithAllThatItStarted() {
        String marked = "86399";
        LetterResolution.ask(List.of("sh", "-c", "sleep " + marked + "; true")).scale();
        Await.until("all of it has ended", () -> started(marked).isEmpty() && asking().isEmpty());
    }

    private static List<ProcessHandle> started(String argument) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> Stream.of(process.info().arguments().orElse(new String[0]))
                        .anyMatch(word -> word.contains(argument)))
                .toList();
    }

    private static List<Thread> asking() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("window-resolution"))
                .toList();
    }
}
