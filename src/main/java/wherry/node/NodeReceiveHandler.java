package wherry.node;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import wherry.discovery.Announcement;
import wherry.discovery.PeerTable;
import wherry.protocol.ReceiveHandler;
import wherry.settings.Settings;
import wherry.storage.ReceiveFolder;
import wherry.transfer.AddressText;
import wherry.transfer.Answer;
import wherry.transfer.Event;
import wherry.transfer.Offer;
import wherry.transfer.Security;
import wherry.transfer.Sentences;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/** Answers what the servers ask of the node, and passes on what they tell it. Safe for use by many threads. */
final class NodeReceiveHandler implements ReceiveHandler {
    /** Told of, each once. */
    private static final int MOST_COPIES = 16;

    private final Set<InetAddress> copies = new HashSet<>();
    private volatile Map<String, Integer> served = Map.of();
    private final HeardAnnouncements announcements = new HeardAnnouncements(System::nanoTime);
    private final Set<String> asking;
    private final OfferPolicy questions;
    private final Transfers transfers;
    private final PeerTable peers;
    private final Supplier<Settings> settings;
    private final Consumer<Event> events;

    /**
     * @param asking the protocols that ask for a PIN themselves
     * @param settings as they are at the moment
     */
    NodeReceiveHandler(
            Set<String> asking,
            OfferPolicy questions,
            Transfers transfers,
            PeerTable peers,
            Supplier<Settings> settings,
            Consumer<Event> events) {
        this.asking = Set.copyOf(asking);
        this.questions = questions;
        this.transfers = transfers;
        this.peers = peers;
        this.settings = settings;
        this.events = events;
    }

    @Override
    public CompletableFuture<Answer> ask(Offer offer) {
        Settings now = settings.get();
        boolean noPin = now.pin().isPresent() && !asking.contains(offer.protocol());
        return noPin && now.withoutPin() == Settings.WithoutPin.REFUSE
                ? CompletableFuture.completedFuture(new Answer.Decline(Sentences.of("declined.noPin")))
                : questions.ask(offer);
    }

    @Override
    public boolean isStillWelcome(Offer offer) {
        return questions.isStillWelcome(offer);
    }

    @Override
    public CompletableFuture<Answer> show(Offer offer, String text) {
        CompletableFuture<Answer> answer = questions.askToShow(offer);
        var unused = answer.thenAccept(given -> {
            if (given instanceof Answer.Accept) {
                events.accept(new Event.TextReceived(offer.senderName(), offer.from(), offer.security(), text));
            }
        });
        return answer;
    }

    @Override
    public Optional<String> pin() {
        return settings.get().pin();
    }

    @Override
    public boolean trusts(Security shown) {
        return questions.trusts(shown);
    }

    @Override
    public boolean takesPlain() {
        return settings.get().plainHttp() == Settings.PlainHttp.ASK;
    }

    @Override
    public boolean tellsOfPeers() {
        return settings.get().tellPeers() == Settings.TellPeers.ON;
    }

    @Override
    public TransferRecorder begin(Transfer first) {
        return transfers.begin(first);
    }

    @Override
    public ReceiveFolder folder() {
        return new ReceiveFolder(settings.get().folder(), settings.get().collision());
    }

    @Override
    public void heard(Announcement announcement, InetAddress from) {
        peers.heard(announcement, from);
    }

    @Override
    public void unanswered(Announcement asked, InetAddress at) {
        peers.unanswered(asked, at);
    }

    @Override
    public boolean isListed(Announcement shown, InetAddress at) {
        return peers.isListed(shown, at);
    }

    @Override
    public void announced(String protocol, Announcement announcement, InetAddress from) {
        announcements.note(protocol, announcement, from);
    }

    @Override
    public Set<String> heardOf(String fingerprint, InetAddress from) {
        return announcements.of(fingerprint, from);
    }

    @Override
    public void sharesOurIdentity(InetAddress at) {
        boolean news;
        synchronized (copies) {
            news = copies.size() < MOST_COPIES && copies.add(at);
        }
        if (news) {
            events.accept(new Event.Warned(Sentences.of("discovery.copy", AddressText.of(at))));
        }
    }

    @Override
    public Map<String, Integer> othersThan(String protocol) {
        return served.entrySet().stream()
                .filter(other -> !other.getKey().equals(protocol))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The protocols in which uploads are taken from now on, and the ports. */
    void serves(Map<String, Integer> protocols) {
        served = Map.copyOf(protocols);
    }

    @Override
    public void log(String line) {
        events.accept(Event.Logged.now(line));
    }

    @Override
    public void complain(String line) {
        events.accept(Event.Logged.trouble(line));
    }
}
