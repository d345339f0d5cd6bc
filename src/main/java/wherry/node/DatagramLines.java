package wherry.node;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import wherry.discovery.DatagramLog;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Event.Logged;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;

/** Writes the log's lines about what the groups bring. */
record DatagramLines(Node.Role role, Consumer<Event> events) implements DatagramLog {
    @Override
    public void heard(Supplier<String> text, InetSocketAddress from, boolean firstOfPeer) {
        received(text, from, firstOfPeer, Logged.Tone.NEWS);
    }

    /** Whoever is listed by a name is made known by that: what came is told to those who look for a fault. */
    @Override
    public void named(Supplier<String> text, InetSocketAddress from, boolean firstOfPeer) {
        if (role != Node.Role.UNATTENDED) {
            received(text, from, firstOfPeer, Logged.Tone.DATAGRAM);
        }
    }

    private void received(Supplier<String> text, InetSocketAddress from, boolean firstOfPeer, Logged.Tone tone) {
        if (firstOfPeer || role == Node.Role.OBSERVER) {
            String line = Sentences.of("log.received", text.get(), Endpoint.text(from));
            events.accept(new Logged(Instant.now(), line, tone));
        }
    }

    @Override
    public void unlogged(int firstOfPeers, int repeated) {
        int count = role == Node.Role.OBSERVER ? firstOfPeers + repeated : firstOfPeers;
        if (count > 0) {
            events.accept(Logged.now(Sentences.of("log.receivedMore", Sizes.grouped(count))));
        }
    }

    @Override
    public void flooded(InetSocketAddress from) {
        events.accept(Logged.trouble(Sentences.of("log.flooded", Endpoint.text(from))));
    }
}
