package wherry.doctor;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Finds out which firewall guards an interface before that is needed, since the system may take seconds to say. Safe for
 * use by many threads.
 */
final class KnownFirewalls {
    private final Firewalls firewalls;
    private final Executor background;
    private final Map<String, CompletableFuture<Firewall>> asked = new ConcurrentHashMap<>();

    /** Asks for nothing yet. */
    KnownFirewalls(Firewalls firewalls, Executor background) {
        this.firewalls = firewalls;
        this.background = background;
    }

    /** Begins to find out. Returns at once. */
    CompletableFuture<Firewall> lookUp(String network) {
        return asked.computeIfAbsent(
                network, name -> CompletableFuture.supplyAsync(() -> firewalls.on(name), background));
    }

    /** The one that guards that interface; waits for the system where it was not asked in time. */
    Firewall on(String network) {
        return lookUp(network).join();
    }
}
