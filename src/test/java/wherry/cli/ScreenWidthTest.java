package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenWidthTest {
    @Test
    void whatBothSystemsAnswerIsUnderstood() {
        assertThat(ScreenWidth.columns("24 132\n")).hasValue(132);
        assertThat(ScreenWidth.columns(
                        "\r\nStatus von Gerät CON:\r\n---\r\n Zeilen: 9001\r\n Spalten: 120\r\n Rate: 31\r\n"))
                .hasValue(120);
    }

    @Test
    void aTerminalThatDoesNotKnowIsTakenForAUsualOne() {
        assertThat(ScreenWidth.columns("0 0\n")).hasValue(80);
    }

    @Test
    void anAnswerThatIsNoneSaysNothing() {
        assertThat(ScreenWidth.columns("")).isEmpty();
        assertThat(ScreenWidth.columns("stty: not a tty")).isEmpty();
    }
}
