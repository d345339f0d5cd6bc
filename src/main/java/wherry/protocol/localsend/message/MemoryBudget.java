package wherry.protocol.localsend.message;

import wherry.http.HttpStatusException;

/** Bounds what an offer takes to be held. */
@FunctionalInterface
public interface MemoryBudget {
    /**
     * Takes so many bytes more.
     *
     * @throws HttpStatusException there are not so many
     */
    void add(long bytes) throws HttpStatusException;
}
