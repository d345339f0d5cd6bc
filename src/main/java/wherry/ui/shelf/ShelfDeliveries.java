package wherry.ui.shelf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.ui.widgets.Messages;

/** Keeps, for each thing on the shelf, to whom it is on its way and who did not take it. */
final class ShelfDeliveries {
    private final Map<Long, Map<String, Delivery>> byItem = new HashMap<>();
    private final Map<String, Delivery> byTransfer = new HashMap<>();
    /** By the transfer that failed, for as long as something of it is on the shelf. */
    private final Map<String, Delivery> failed = new HashMap<>();

    /** What goes to one peer in one go. */
    private static final class Delivery {
        private final String peerName;
        private int underWay;
        private int failed;

        Delivery(String peerName, int underWay) {
            this.peerName = peerName;
            this.underWay = underWay;
        }

        boolean isDelivered() {
            return underWay == 0 && failed == 0;
        }
    }

    /** Whoever did not take it before may take it now. */
    void begin(Set<Long> items, String peerId, String peerName, List<String> transferIds) {
        Delivery delivery = new Delivery(peerName, transferIds.size());
        items.forEach(item -> byItem.computeIfAbsent(item, none -> new java.util.LinkedHashMap<>())
                .put(peerId, delivery));
        transferIds.forEach(id -> byTransfer.put(id, delivery));
    }

    /** Returns whether it has ended, and was one of ours */
    boolean heard(Transfer transfer) {
        if (!transfer.state().isFinal()) {
            return false;
        }
        Delivery delivery = byTransfer.remove(transfer.id());
        if (delivery == null) {
            return false;
        }
        delivery.underWay--;
        // A program of 2009 never confirms: that it was sent is all that can be known.
        boolean taken = transfer.state() == TransferState.DONE || transfer.state() == TransferState.UNCONFIRMED;
        if (!taken) {
            delivery.failed++;
            failed.put(transfer.id(), delivery);
        }
        return true;
    }

    /**
     * What a transfer did not deliver is on its way again.
     *
     * @return whether that transfer carried something of ours
     */
    boolean beginAgain(String endedId, String id) {
        Delivery delivery = failed.remove(endedId);
        if (delivery == null) {
            return false;
        }
        delivery.failed--;
        delivery.underWay++;
        byTransfer.put(id, delivery);
        return true;
    }

    boolean isUnderWay(long item, String peerId) {
        Delivery delivery = byItem.getOrDefault(item, Map.of()).get(peerId);
        return delivery != null && delivery.underWay > 0;
    }

    boolean isTaken(long item, String peerId) {
        Delivery delivery = byItem.getOrDefault(item, Map.of()).get(peerId);
        return delivery != null && delivery.isDelivered();
    }

    /** Whether all to whom it was sent have got it. */
    boolean isDelivered(long item) {
        Map<String, Delivery> all = byItem.getOrDefault(item, Map.of());
        return !all.isEmpty() && all.values().stream().allMatch(Delivery::isDelivered);
    }

    /** {@code On its way}, or {@code Not taken by Quiet Fox}; empty when it was never sent. */
    String word(long item) {
        List<String> refused = new ArrayList<>();
        for (Delivery delivery : byItem.getOrDefault(item, Map.of()).values()) {
            if (delivery.underWay > 0) {
                return Messages.of("shelf.underWay");
            }
            if (delivery.failed > 0) {
                refused.add(delivery.peerName);
            }
        }
        return refused.isEmpty() ? "" : Messages.of("shelf.notTaken", String.join(", ", refused));
    }

    /** Forgets what is not on the shelf any more. */
    void keepOnly(Set<Long> items) {
        byItem.keySet().retainAll(items);
        failed.values()
                .retainAll(byItem.values().stream()
                        .flatMap(deliveries -> deliveries.values().stream())
                        .collect(Collectors.toSet()));
    }
}
