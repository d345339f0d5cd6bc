package wherry.bench;

/** One transfer: how long it took, and how many seconds of processor time each end used. */
record Sample(double seconds, double senderCpu, double receiverCpu) {}
