package wherry.net;

/**
 * Counts how many are present from one address; known to each of them, so that nobody has to look it up. Changed by the
 * limiter alone, under its lock.
 */
final class AddressCrowd {
    private volatile int size;

    int size() {
        return size;
    }

    synchronized void grow() {
        size++;
    }

    synchronized void shrink() {
        size--;
    }
}
