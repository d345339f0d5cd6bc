package wherry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wherry.transfer.Event;
import wherry.transfer.Event.Logged.Tone;

class DatagramLinesTest {
    private static final InetSocketAddress OTTER = new InetSocketAddress("192.0.2.7", 54321);

    private final List<Event> events = new ArrayList<>();

    @Test
    void whoReceivesUnattendedIsNotToldHowDevicesNameThemselves() {
        lines(Node.Role.UNATTENDED).named(() -> "{\"alias\":\"Otter\"}", OTTER, true);
        assertThat(events).isEmpty();
    }

    @Test
    void theWindowKeepsThatForThoseWhoAskForIt() {
        lines(Node.Role.FULL).named(() -> "{\"alias\":\"Otter\"}", OTTER, true);
        lines(Node.Role.FULL).named(() -> "{\"alias\":\"Otter\"}", OTTER, false);
        assertThat(events).singleElement().matches(event -> tone(event) == Tone.DATAGRAM);
    }

    @Test
    void whoWatchesIsToldOfEachOne() {
        lines(Node.Role.OBSERVER).named(() -> "{\"alias\":\"Otter\"}", OTTER, true);
        lines(Node.Role.OBSERVER).named(() -> "{\"alias\":\"Otter\"}", OTTER, false);
        assertThat(events).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "UNATTENDED"})
    void theFirstHelloOf2009IsNews(Node.Role role) {
        lines(role).heard(() -> "hello world", OTTER, true);
        lines(role).heard(() -> "hello world", OTTER, false);
        assertThat(events).singleElement().matches(event -> tone(event) == Tone.NEWS);
    }

    private DatagramLines lines(Node.Role role) {
        return new DatagramLines(role, events::add);
    }

    private static Tone tone(Event event) {
        return ((Event.Logged) event).tone();
    }
}
