package wherry.ui.transfers;

import java.util.List;
import java.util.Optional;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;

/** Lists what a row of the transfers can be about. */
public sealed interface TransferRow {
    /** What stays the same while the row is listed, wherever it is. */
    String key();

    /** How far it is indented: what is unfolded out of something stands below it. */
    int depth();

    /** The transfer that it is about, or is a part of; empty for several. */
    Optional<Transfer> transfer();

    /** All transfers that it is about. */
    List<Transfer> transfers();

    /** A transfer. */
    record Single(Transfer one, int depth) implements TransferRow {
        @Override
        public String key() {
            return one.id();
        }

        @Override
        public Optional<Transfer> transfer() {
            return Optional.of(one);
        }

        @Override
        public List<Transfer> transfers() {
            return List.of(one);
        }
    }

    /**
     * What one sender sent within a minute.
     *
     * @param key made of the first of them
     * @param transfers the latest first
     */
    record Group(String key, List<Transfer> transfers) implements TransferRow {
        public Group {
            transfers = List.copyOf(transfers);
        }

        @Override
        public int depth() {
            return 0;
        }

        @Override
        public Optional<Transfer> transfer() {
            return Optional.empty();
        }
    }

    /** One file of a transfer. */
    record OfFile(Transfer of, FileList files, int number, int depth) implements TransferRow {
        @Override
        public String key() {
            return of.id() + "/" + number;
        }

        @Override
        public Optional<Transfer> transfer() {
            return Optional.of(of);
        }

        @Override
        public List<Transfer> transfers() {
            return List.of(of);
        }

        public TransferState state() {
            return files.state(number, of.state());
        }
    }
}
