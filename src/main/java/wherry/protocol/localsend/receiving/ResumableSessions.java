package wherry.protocol.localsend.receiving;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.protocol.localsend.message.Manifest;
import wherry.transfer.Security;
import wherry.transfer.Watchdog;

/**
 * Keeps the sessions that can be continued: those under way, those whose sender is gone for a short while, and those that a
 * process which was killed has left behind. Safe for use by many threads.
 */
final class ResumableSessions {
    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);
    /** Of those whose sender is gone. */
    private static final int MOST_LOST = 64;

    private final AcceptedOfferStore acceptances;
    private final Watchdog watchdog;
    private final long memoryOfLost;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private boolean touching;

    /** @param memoryOfLost in bytes: so much may be taken by those whose senders are gone */
    ResumableSessions(AcceptedOfferStore acceptances, Watchdog watchdog, long memoryOfLost) {
        this.memoryOfLost = memoryOfLost;
        this.acceptances = acceptances;
        this.watchdog = watchdog;
    }

    /** Whether what was accepted can be continued from now on. */
    boolean keep(AcceptedOffer acceptance) {
        return acceptances.keep(acceptance);
    }

    /** The session has begun, in the place of an earlier one of that id if there was any. */
    void begin(Session session) {
        if (session.state().lasting() == Lasting.FINAL) {
            return;
        }
        boolean first;
        synchronized (this) {
            sessions.put(session.id(), session);
            first = !touching;
            touching = true;
        }
        if (first) {
            touchLater();
        }
    }

    /** Its sender is gone: its time runs from now on. */
    void lost(Session session) {
        acceptances.touch(session.id());
        List<Session> lost = new ArrayList<>(all());
        lost.removeIf(one -> one.state().isOpen());
        // The oldest makes room.
        long bytes = lost.stream().mapToLong(one -> one.memory().bytes()).sum();
        for (int i = 0; i < lost.size() - 1 && (lost.size() - i > MOST_LOST || bytes > memoryOfLost); i++) {
            Session oldest = lost.get(i);
            bytes -= oldest.memory().bytes();
            // On another thread: this one may hold what ends the other session needs.
            var unused = watchdog.watch(Duration.ZERO, oldest.state()::giveUp);
        }
    }

    /** Waits no longer for the sender that has been gone for the longest time; false if none is. */
    boolean giveUpOldest() {
        Optional<Session> oldest =
                all().stream().filter(session -> session.state().isLost()).findFirst();
        oldest.ifPresent(session -> session.state().giveUp());
        return oldest.isPresent();
    }

    /** It is over. */
    void over(Session session) {
        if (remove(session)) {
            acceptances.forget(session.id());
        }
    }

    /** It is over in this process, and can be continued in the next one. */
    void left(Session session) {
        remove(session);
    }

    /** Ends those that are under way so that they can be continued when this program runs again. */
    void leave() {
        all().forEach(session -> session.state().leave());
    }

    /** All of it has arrived. Its sender may not have heard that, and ask. */
    void finished(Session session) {
        if (remove(session)) {
            acceptances.finish(session.id());
        }
    }

    private synchronized boolean remove(Session session) {
        return sessions.remove(session.id(), session);
    }

    /** The session of that id, under way or not; nothing after this program was started anew. */
    synchronized Optional<Session> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** The same if it is theirs. */
    Optional<Session> find(String id, Security sender) {
        return session(id)
                .filter(session -> sender.proven().isPresent()
                        && session.sender().security().equals(sender));
    }

    /** Whether whoever asks has something to continue. */
    boolean expects(Security sender) {
        return sender.proven().filter(acceptances::anyOpenOf).isPresent();
    }

    /**
     * What it was that an offer continues. Only the certificate counts, and every file must have been accepted, as it
     * was. Whoever does not say what is continued, as after a new start, must offer all of it again, no more and no
     * less, and gets at nothing that is just under way.
     */
    Optional<AcceptedOffer> find(Security sender, Manifest manifest) {
        if (!manifest.sender().extension().continues()) {
            return Optional.empty();
        }
        if (manifest.continues().isPresent()) {
            String id = manifest.continues().get();
            // After a sleep of this computer its time seems to be over, and it is not.
            session(id).ifPresent(waiting -> acceptances.touch(id));
            return acceptances
                    .of(id)
                    .filter(known -> isOf(known, sender) && !manifest.files().isEmpty())
                    .filter(known -> known.covers(manifest.files()));
        }
        // First what costs nothing: whoever has nothing to continue may offer a hundred thousand files.
        return sender.proven()
                .filter(acceptances::anyOpenOf)
                .flatMap(own -> acceptances.open(own, AcceptedOffer.offer(manifest), id -> !isUnbroken(id)))
                .filter(known -> known.covers(manifest.files()));
    }

    private boolean isUnbroken(String id) {
        return session(id).filter(session -> session.uploads().isUnbroken()).isPresent();
    }

    private static boolean isOf(AcceptedOffer acceptance, Security sender) {
        return sender.proven().equals(Optional.of(acceptance.sender()));
    }

    private synchronized List<Session> all() {
        return List.copyOf(sessions.values());
    }

    private void touchLater() {
        Closeable touch = this::touch;
        var unused = watchdog.watch(TOUCH_EVERY, touch);
    }

    /** What goes on for long is as fresh as what has just begun. */
    private void touch() {
        all().stream()
                .filter(session -> session.state().isOpen())
                .map(Session::id)
                .forEach(acceptances::touch);
        synchronized (this) {
            touching = !sessions.isEmpty();
            if (!touching) {
                return;
            }
        }
        touchLater();
    }
}
