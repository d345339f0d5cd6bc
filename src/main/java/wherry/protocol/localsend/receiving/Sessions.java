package wherry.protocol.localsend.receiving;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.http.HttpConnection;
import wherry.http.HttpExchange;

/** Keeps the offers of one server that are open or accepted, bounded. Safe for use by many threads. */
final class Sessions {
    private static final int A_FEW_MORE = 2;
    private static final long CROWDS_PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final Bounds bounds;
    private final Map<String, Session> accepted = new HashMap<>();
    private final Set<OpenOffer> pending = new HashSet<>();
    private boolean closed;

    Sessions(Bounds bounds) {
        this.bounds = bounds;
    }

    /** Takes an offer in; false when there are too many, or the server is closed. */
    boolean open(OpenOffer offer) {
        Optional<Session> stalled = Optional.empty();
        do {
            // Without the lock: its end takes others, and is told to us.
            stalled.ifPresent(session -> session.state().senderStaysAway());
            synchronized (this) {
                if (hasRoomFor(offer)) {
                    return pending.add(offer);
                }
                stalled = stalledInTheWayOf(offer);
            }
        } while (stalled.isPresent());
        return false;
    }

    private boolean hasRoomFor(OpenOffer offer) {
        return !closed
                && accepted.size() + pending.size() < bounds.sessions()
                && countFrom(offer.sender().block()) < bounds.sessionsPerAddress();
    }

    private long countFrom(InetAddress block) {
        return Stream.concat(
                        accepted.values().stream().map(Session::sender),
                        pending.stream().map(OpenOffer::sender))
                .filter(sender -> sender.block().equals(block))
                .count();
    }

    /** The one that has not moved for the longest time, if its place would help. */
    private Optional<Session> stalledInTheWayOf(OpenOffer offer) {
        InetAddress block = offer.sender().block();
        if (closed) {
            return Optional.empty();
        }
        if (countFrom(block) >= bounds.sessionsPerAddress()) {
            return longestStalled(session -> session.sender().block().equals(block));
        }
        return longestStalled(session -> true).or(() -> idleOfCrowd(block));
    }

    private Optional<Session> longestStalled(Predicate<Session> wanted) {
        return accepted.values().stream()
                .filter(session -> session.activity().isStalled() && wanted.test(session))
                .max(Comparator.comparing(session -> session.activity().nanosWithoutProgress()));
    }

    /** Whoever has several more than whoever comes now is asked for less patience with those into which nothing comes. */
    private Optional<Session> idleOfCrowd(InetAddress newcomer) {
        Map<InetAddress, Long> crowds = accepted.values().stream()
                .collect(Collectors.groupingBy(session -> session.sender().block(), Collectors.counting()));
        long few = countFrom(newcomer) + A_FEW_MORE;
        return accepted.values().stream()
                .filter(session -> crowds.get(session.sender().block()) > few)
                .filter(session -> session.activity().nanosWithoutProgress() > CROWDS_PATIENCE
                        && !session.state().isAtDisk())
                .max(Comparator.<Session>comparingLong(
                                session -> crowds.get(session.sender().block()))
                        .thenComparingLong(session -> session.activity().nanosWithoutProgress()));
    }

    /** Ends the one that has not moved for the longest time; false if all move. */
    boolean endStalled() {
        Optional<Session> stalled;
        synchronized (this) {
            stalled = longestStalled(session -> true);
        }
        stalled.ifPresent(session -> session.state().senderStaysAway());
        return stalled.isPresent();
    }

    /** The offer has been answered. */
    synchronized void close(OpenOffer offer) {
        pending.remove(offer);
    }

    synchronized void add(Session session) {
        accepted.put(session.id(), session);
    }

    synchronized void remove(Session session) {
        accepted.remove(session.id());
    }

    /** The session of that id, if whoever asks is the one who made the offer. */
    synchronized Optional<Session> find(String id, HttpExchange exchange) {
        return Optional.ofNullable(accepted.get(id))
                .filter(session -> session.sender().made(exchange));
    }

    /** The open offers of whoever asks. */
    synchronized List<OpenOffer> pendingOf(HttpExchange exchange) {
        return pending.stream().filter(offer -> offer.sender().made(exchange)).toList();
    }

    /** Whether uploads may still come from the connection's address. */
    synchronized boolean anyFrom(HttpConnection connection) {
        return accepted.values().stream()
                .anyMatch(session -> session.sender().address().equals(connection.address()));
    }

    /** Takes no more offers in, and gives up the open ones. */
    void close() {
        List<OpenOffer> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(pending);
        }
        open.forEach(OpenOffer::close);
    }
}
