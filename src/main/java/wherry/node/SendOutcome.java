package wherry.node;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import wherry.protocol.OutgoingFile;
import wherry.transfer.DisplayText;
import wherry.transfer.Event;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.TransferState;

/** Gathers what became of the files of one sent transfer from its events. Safe for use by many threads. */
final class SendOutcome implements Consumer<Event> {
    private final Map<TransferState, Integer> counts = new EnumMap<>(TransferState.class);
    private final Set<Path> notDelivered = new LinkedHashSet<>();
    private final Map<Path, String> names = new HashMap<>();
    private final Set<Path> ended = new HashSet<>();
    /** What is to be said of files that were delivered. */
    private final Map<Path, String> remarks = new LinkedHashMap<>();

    private String firstReason = "";
    private int there;
    private boolean walked;
    private boolean over;

    @Override
    public synchronized void accept(Event event) {
        if (event instanceof Event.FileEnded file) {
            count(file);
        } else if (event instanceof Event.TransferChanged changed) {
            over = changed.transfer().state().isFinal();
        }
    }

    private void count(Event.FileEnded file) {
        ended.add(file.file());
        counts.merge(file.state(), 1, Integer::sum);
        if (file.state() == TransferState.DONE) {
            notDelivered.remove(file.file());
            there += file.contents() == Event.FileEnded.Contents.THERE_ALREADY ? 1 : 0;
            if (!file.sentence().isEmpty()) {
                remarks.putIfAbsent(file.file(), file.sentence());
            }
        } else if (firstReason.isEmpty()) {
            firstReason = file.sentence();
        }
    }

    /** Whether the transfer as a whole has ended. */
    synchronized boolean hasEnded() {
        return over;
    }

    synchronized boolean hasEnded(Path file) {
        return ended.contains(file);
    }

    /** The folders have been walked: these are to be delivered. */
    synchronized void planned(Collection<Path> files) {
        walked = true;
        notDelivered.addAll(files);
    }

    /** What they are called at the receiver. */
    synchronized void named(Collection<OutgoingFile> files) {
        files.forEach(file -> names.put(file.path(), file.name()));
    }

    /** The names of what was not delivered, as far as they are known. */
    synchronized Map<Path, String> names() {
        Map<Path, String> rest = new HashMap<>();
        for (Path file : notDelivered) {
            if (names.containsKey(file)) {
                rest.put(file, names.get(file));
            }
        }
        return rest;
    }

    /** What to send when the transfer is tried again, given what was picked: all of that where nothing is missing. */
    synchronized List<Path> undelivered(List<Path> picked) {
        return walked && !notDelivered.isEmpty() ? List.copyOf(notDelivered) : picked;
    }

    /** The state of the transfer as a whole: that of its least fortunate file. */
    synchronized TransferState state() {
        for (TransferState worst : List.of(
                TransferState.FAILED, TransferState.CANCELLED, TransferState.DECLINED, TransferState.UNCONFIRMED)) {
            if (counts.containsKey(worst)) {
                return worst;
            }
        }
        return TransferState.DONE;
    }

    /**
     * What is said of the transfer as a whole.
     *
     * @param leftOut what is to be said even if every file was delivered; empty for nothing
     */
    synchronized String sentence(String leftOut) {
        int files = counts.values().stream().mapToInt(Integer::intValue).sum();
        int delivered = counts.getOrDefault(TransferState.DONE, 0);
        if (delivered == files) {
            return leftOut.isEmpty() ? delivered(files) : leftOut;
        }
        if (files == 1 || counts.getOrDefault(TransferState.DECLINED, 0) == files) {
            return firstReason;
        }
        if (delivered == 0) {
            return Sentences.of("send.none", Sizes.grouped(files), firstReason);
        }
        return files - delivered == 1
                ? Sentences.of("send.someNot.one", Sizes.grouped(files), firstReason)
                : Sentences.of("send.someNot", Sizes.grouped(files - delivered), Sizes.grouped(files), firstReason);
    }

    private String delivered(int files) {
        if (there > 0 && files > 1) {
            return there == 1
                    ? Sentences.of("send.someThere.one", Sizes.grouped(files))
                    : Sentences.of("send.someThere", Sizes.grouped(there), Sizes.grouped(files));
        }
        if (remarks.isEmpty()) {
            return Sentences.of("send.delivered");
        }
        Map.Entry<Path, String> first = remarks.entrySet().iterator().next();
        if (files == 1) {
            return first.getValue();
        }
        String name = DisplayText.escape(first.getKey().getFileName());
        return remarks.size() == 1
                ? Sentences.of("send.remarked", name, first.getValue())
                : Sentences.of("send.remarkedSome", name, first.getValue(), Sizes.grouped(remarks.size() - 1L));
    }
}
