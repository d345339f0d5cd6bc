package wherry.link;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The browsers that have opened a link. A cookie tells them apart; who keeps none is known by its address and what it
 * calls itself. Safe for use by many threads.
 */
final class Visitors {
    /** Beyond them, who came first is forgotten. */
    private static final int MOST = 256;

    private static final int BYTES = 16;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Consumer<List<Visitor>> changed;
    private final Map<String, Visitor> byId = new LinkedHashMap<>();
    /** Of those who keep no cookie, or have not shown one yet. */
    private final Map<Stranger, String> strangers = new LinkedHashMap<>();
    /** Who was sent away is not let in under another name either. */
    private final Set<Stranger> sentAway = new HashSet<>();

    private record Stranger(InetAddress from, DeviceWords device) {}

    /** @param changed is told of everybody whenever somebody came or went */
    Visitors(Consumer<List<Visitor>> changed) {
        this.changed = changed;
    }

    /** Who that is; somebody new if nobody is known to be that. */
    Visitor of(InetAddress from, String userAgent, Optional<String> cookie) {
        Stranger stranger = new Stranger(from, DeviceWords.of(userAgent));
        List<Visitor> now;
        Visitor visitor;
        synchronized (this) {
            // An id that we do not know may be from before a new start of the program.
            String id = cookie.filter(shown -> ID.matcher(shown).matches())
                    .orElseGet(() -> strangers.computeIfAbsent(stranger, nobody -> newId()));
            if (cookie.isPresent()) {
                strangers.remove(stranger, id);
            }
            visitor = byId.get(id);
            if (visitor != null) {
                return visitor;
            }
            visitor = new Visitor(id, from, stranger.device(), sentAway.contains(stranger));
            byId.put(id, visitor);
            forget();
            now = list();
        }
        changed.accept(now);
        return visitor;
    }

    private void forget() {
        while (byId.size() > MOST) {
            byId.remove(byId.keySet().iterator().next());
        }
        while (strangers.size() > MOST) {
            strangers.remove(strangers.keySet().iterator().next());
        }
    }

    synchronized Optional<Visitor> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** From now on nothing is answered to that one. */
    void sendAway(String id) {
        List<Visitor> now;
        synchronized (this) {
            Visitor visitor = byId.get(id);
            if (visitor == null) {
                return;
            }
            byId.put(id, visitor.gone());
            if (sentAway.size() < MOST) {
                sentAway.add(new Stranger(visitor.from(), visitor.device()));
            }
            now = list();
        }
        changed.accept(now);
    }

    synchronized List<Visitor> list() {
        return new ArrayList<>(byId.values());
    }

    private static String newId() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
