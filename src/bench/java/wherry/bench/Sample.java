package wherry.bench;

/**
 * One transfer: how long it took, and how many seconds of processor time each end used.
 *
 * @param firstByte seconds until contents were sent, where that is known
 */
record Sample(double seconds, double senderCpu, double receiverCpu, double firstByte) {
    Sample(double seconds, double senderCpu, double receiverCpu) {
        this(seconds, senderCpu, receiverCpu, 0);
    }
}
