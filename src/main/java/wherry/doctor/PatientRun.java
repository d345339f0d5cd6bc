package wherry.doctor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Dials somebody while the rest is examined. */
final class PatientRun {
    private final CompletableFuture<Void> done;

    PatientRun(PeerCheck peer, Executor background) {
        done = CompletableFuture.runAsync(
                () -> {
                    try {
                        peer.dial();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                background);
    }

    void await() {
        done.join();
    }
}
