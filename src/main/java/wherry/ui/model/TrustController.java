package wherry.ui.model;

import java.awt.EventQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import wherry.settings.Trust;
import wherry.settings.Trust.Decision;
import wherry.settings.TrustStore;
import wherry.transfer.Failure;

/** Answers what was decided about peers: read from memory, written down in the background. Event thread only. */
public final class TrustController {
    /** Goes up with every change that the window makes. */
    public final ObservableValue<Integer> changes = new ObservableValue<>(0);

    private final TrustStore store;
    private final Executor background;
    private final Consumer<String> log;

    /**
     * Begins with what is in the store.
     *
     * @param background runs one task after another
     * @param log gets a sentence, on any thread, when writing failed
     */
    public TrustController(TrustStore store, Executor background, Consumer<String> log) {
        this.store = store;
        this.background = background;
        this.log = log;
    }

    public Optional<Trust> of(String fingerprint) {
        return store.of(fingerprint);
    }

    public List<Trust> all() {
        return store.all();
    }

    /** Whom somebody may want to be taken for; see {@link TrustStore#impersonated}. */
    public Optional<Trust> impersonated(String alias, String fingerprint) {
        return store.impersonated(alias, fingerprint);
    }

    /**
     * From now on accepts what this one sends.
     *
     * @param folder where it goes; empty for the usual one
     */
    public void accept(String fingerprint, String alias, TrustDuration term, Optional<Path> folder) {
        put(new Trust(fingerprint, alias, Decision.ACCEPT, folder, term.until(Instant.now())));
    }

    public void ask(String fingerprint, String alias) {
        put(new Trust(fingerprint, alias, Decision.ASK, Optional.empty(), Optional.empty()));
    }

    public void block(String fingerprint, String alias) {
        put(new Trust(fingerprint, alias, Decision.BLOCK, Optional.empty(), Optional.empty()));
    }

    /** Takes note that the codes were compared and are the same. */
    public void check(String fingerprint, String alias) {
        change(() -> store.check(fingerprint, alias));
    }

    public void forget(String fingerprint) {
        change(() -> store.remove(fingerprint));
    }

    /** Decides as it was decided before. */
    public void keep(Trust trust) {
        put(trust);
    }

    private void put(Trust trust) {
        change(() -> store.put(trust));
    }

    private void change(Change change) {
        background.execute(() -> {
            try {
                change.make();
            } catch (IOException failure) {
                log.accept(Failure.sentence(failure));
            }
            EventQueue.invokeLater(() -> changes.set(changes.get() + 1));
        });
    }

    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }
}
