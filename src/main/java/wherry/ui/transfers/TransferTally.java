package wherry.ui.transfers;

import java.util.Collection;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/**
 * Counts transfers: how many are running, have ended, and have failed in a way that sending again may mend; and of those
 * that run and that nobody has still to say yes to, how many bytes there are and how many of them have been moved.
 */
public record TransferTally(int running, int ended, int failed, long bytes, long bytesDone) {
    static TransferTally of(Collection<Transfer> transfers) {
        int running = 0;
        int failed = 0;
        long bytes = 0;
        long done = 0;
        for (Transfer transfer : transfers) {
            if (!transfer.state().isFinal()) {
                running++;
                if (isAgreed(transfer)) {
                    bytes += transfer.bytes();
                    done += Math.min(transfer.bytes(), transfer.bytesDone());
                }
            }
            failed += TransferText.hasFailed(transfer) ? 1 : 0;
        }
        return new TransferTally(running, transfers.size() - running, failed, bytes, done);
    }

    /** What may still be declined would hold back the share of what is on its way. */
    private static boolean isAgreed(Transfer transfer) {
        return transfer.state() != TransferState.CONNECTING && transfer.state() != TransferState.ASKING;
    }
}
