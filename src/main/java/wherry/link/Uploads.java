package wherry.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.core5.http.HttpStatus;
import wherry.http.HttpStatusException;
import wherry.protocol.ReceiveHandler;
import wherry.transfer.Answer;
import wherry.transfer.Sentences;
import wherry.transfer.TransferState;

/**
 * Keeps what visitors leave at one link, and what their pages are told of it. Every change has a number, so that a page says up
 * to which it knows. Safe for use by many threads; no offer and no file is locked while this is.
 */
final class Uploads {
    /** Of all visitors, whether they have ended or not. */
    private static final int MOST_FILES = 2 * OfferReader.MOST_FILES;

    /** Of their names, in UTF-16 units. */
    private static final long MOST_CHARACTERS = 32 << 20;

    private static final int MOST_OFFERS_OF_ONE = 256;
    private static final int MOST_OFFERS = 2048;
    private static final int MOST_TEXTS = 64;
    /** Of visitors who may be gone, before those who are are forgotten. */
    private static final int MOST_SEEN = 512;
    /** A page that asks nothing for so long is gone, and its questions with it. */
    private static final Duration PAGE_GONE = Duration.ofSeconds(60);

    private final String sender;
    private final ReceiveHandler reception;
    private final LinkLife life;
    private final Consumer<LinkEvent> events;
    private final Map<String, UploadOffer> offers = new LinkedHashMap<>();
    private final Map<String, Long> lastSeen = new HashMap<>();
    private final List<LinkText> texts = new ArrayList<>();
    private long change = 1;
    private boolean closed;

    /** What there is to tell at one moment: made so that nothing is locked while it is told. */
    record Told(long change, boolean closed, List<UploadOffer> offers, List<LinkText> texts) {}

    Uploads(LinkPlan plan, ReceiveHandler reception, LinkLife life, Consumer<LinkEvent> events) {
        // What is kept of large files is found again by it, by nobody who does not know the token.
        this.sender = "link " + SharedFile.digest(plan.token());
        this.reception = reception;
        this.life = life;
        this.events = events;
    }

    LinkLife life() {
        return life;
    }

    /**
     * Asks whether what a visitor wants to leave is wanted.
     *
     * @throws HttpStatusException there is too much of it
     */
    UploadOffer begin(Caller caller, OfferOfFiles wanted) throws HttpStatusException {
        UploadOffer offer;
        synchronized (this) {
            if (closed) {
                throw new HttpStatusException(HttpStatus.SC_NOT_FOUND, "Closed");
            }
            requireRoom(caller.visitor(), wanted.files());
        }
        offer = new UploadOffer(caller, wanted, sender, reception, this::offerChanged, this::fileChanged);
        synchronized (this) {
            offers.put(offer.id(), offer);
        }
        offer.ask();
        return offer;
    }

    private void requireRoom(Visitor visitor, List<WantedFile> wanted) throws HttpStatusException {
        List<UploadOffer> ended =
                offers.values().stream().filter(UploadOffer::hasEnded).toList();
        long count = offers.values().stream()
                        .mapToLong(offer -> offer.files().size())
                        .sum()
                + wanted.size();
        long characters = offers.values().stream()
                        .mapToLong(Uploads::characters)
                        .sum()
                + wanted.stream().mapToLong(file -> file.name().length()).sum();
        for (UploadOffer old : ended) {
            if (count <= MOST_FILES && characters <= MOST_CHARACTERS && offers.size() < MOST_OFFERS / 2) {
                break;
            }
            offers.remove(old.id());
            count -= old.files().size();
            characters -= characters(old);
        }
        long open = offers.values().stream()
                .filter(offer -> offer.visitor().id().equals(visitor.id()) && !offer.hasEnded())
                .count();
        boolean many = count > MOST_FILES || characters > MOST_CHARACTERS || offers.size() >= MOST_OFFERS;
        if (many || open >= MOST_OFFERS_OF_ONE) {
            throw new HttpStatusException(HttpStatus.SC_TOO_MANY_REQUESTS, "Too many uploads");
        }
    }

    private static long characters(UploadOffer offer) {
        return offer.files().stream()
                .mapToLong(file -> file.wanted().name().length())
                .sum();
    }

    /** That offer, if it is the visitor's. */
    synchronized Optional<UploadOffer> find(String id, Visitor visitor) {
        return Optional.ofNullable(offers.get(id))
                .filter(offer -> offer.visitor().id().equals(visitor.id()));
    }

    /** Asks whether a text is wanted, and shows it if so. */
    CompletableFuture<Answer> show(Caller caller, String text) {
        return reception.show(caller.offer(UUID.randomUUID().toString(), List.of()), text);
    }

    /** The visitor's page is there. */
    synchronized void seen(Visitor visitor) {
        if (lastSeen.size() >= MOST_SEEN) {
            long now = System.nanoTime();
            lastSeen.values().removeIf(seen -> now - seen > PAGE_GONE.toNanos());
        }
        lastSeen.put(visitor.id(), System.nanoTime());
    }

    private synchronized void fileChanged(UploadFile file) {
        file.stamp(++change);
        notifyAll();
    }

    private void offerChanged(UploadOffer offer) {
        offerChanged();
        Optional<TransferState> ending = offer.ending();
        if (ending.isPresent()) {
            boolean done = ending.get() == TransferState.DONE;
            long bytes = UploadFiles.bytes(offer.files());
            events.accept(
                    done
                            ? new LinkEvent.Uploaded(
                                    offer.visitor(), offer.files().size(), bytes)
                            : new LinkEvent.NotUploaded(offer.visitor()));
        }
    }

    /** More is offered to visitors: their pages are to look. */
    synchronized void offerChanged() {
        change++;
        notifyAll();
    }

    void offerText(String text) {
        offerText("", text);
    }

    synchronized void offerText(String visitorId, String text) {
        if (texts.size() == MOST_TEXTS) {
            texts.remove(0);
        }
        texts.add(new LinkText(++change, visitorId, text));
        notifyAll();
    }

    /**
     * Waits until there is something that a page does not know yet.
     *
     * @param known the last change that it was told of
     * @param patience nothing is waited for longer
     */
    synchronized Told await(Visitor visitor, long known, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); change <= known && !closed && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return new Told(
                change,
                closed,
                offers.values().stream()
                        .filter(offer -> offer.visitor().id().equals(visitor.id()))
                        .toList(),
                texts.stream()
                        .filter(text -> text.number() > known && text.isFor(visitor))
                        .toList());
    }

    /** The number of the last one. */
    synchronized long change() {
        return change;
    }

    private synchronized List<UploadOffer> all() {
        return List.copyOf(offers.values());
    }

    boolean isBusy() {
        return all().stream().anyMatch(offer -> !offer.hasEnded());
    }

    /** Looks after those whose pages are gone. */
    void tick() {
        for (UploadOffer offer : all()) {
            offer.look();
            if (!offer.hasEnded() && !offer.in(UploadState.WAITING).isEmpty() && isGone(offer.visitor())) {
                offer.withdraw();
            }
        }
    }

    private synchronized boolean isGone(Visitor visitor) {
        long seen = lastSeen.getOrDefault(visitor.id(), 0L);
        return System.nanoTime() - seen > PAGE_GONE.toNanos();
    }

    void sendAway(String visitorId) {
        all().stream()
                .filter(offer -> offer.visitor().id().equals(visitorId))
                .filter(offer -> !offer.hasEnded())
                .forEach(UploadOffer::withdraw);
    }

    /** Tells the pages that it is over, and ends what is under way: what came of large files is kept. */
    void close() {
        synchronized (this) {
            closed = true;
            change++;
            notifyAll();
        }
        all().stream().filter(offer -> !offer.hasEnded()).forEach(offer -> offer.leave(Sentences.of("link.closed")));
    }
}
