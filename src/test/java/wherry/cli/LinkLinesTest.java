package wherry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wherry.link.DeviceWords;
import wherry.link.LinkEvent;
import wherry.link.Visitor;

/** Whoever watches a link reads of everybody who comes. */
class LinkLinesTest {
    private static final int KNOWN = 256;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final LinkLines lines = new LinkLines(
            new Terminal(new PrintWriter(out), new PrintWriter(err), false, OptionalInt::empty), LinkLines.Form.LINES);

    /** Whoever has the token can come as hundreds; somebody else who comes then is told of all the same. */
    @Test
    void aVisitorInWhosePlaceAnotherWasForgottenIsToldOnce() {
        lines.print(new LinkEvent.VisitorsChanged(visitors(0)));
        assertThat(told()).isEqualTo(KNOWN);

        lines.print(new LinkEvent.VisitorsChanged(visitors(1)));
        lines.print(new LinkEvent.VisitorsChanged(visitors(1)));

        assertThat(told()).isEqualTo(KNOWN + 1);
    }

    @Test
    void thatAFileChangedIsComplainedOf() {
        lines.print(new LinkEvent.Warned("a.txt changed"));

        assertThat(err).hasToString("a.txt changed" + System.lineSeparator());
    }

    private long told() {
        return out.toString()
                .lines()
                .filter(line -> line.contains("opened the link"))
                .count();
    }

    private static List<Visitor> visitors(int first) {
        return IntStream.range(first, first + KNOWN)
                .mapToObj(number -> new Visitor(
                        "visitor " + number,
                        InetAddress.getLoopbackAddress(),
                        new DeviceWords("phone", "Safari on iPhone"),
                        false))
                .toList();
    }
}
