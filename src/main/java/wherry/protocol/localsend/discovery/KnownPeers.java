package wherry.protocol.localsend.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import wherry.discovery.Announcement;
import wherry.discovery.Links;
import wherry.discovery.Networks;
import wherry.discovery.PeerListener;
import wherry.protocol.localsend.identity.Fingerprint;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.PeerList;
import wherry.protocol.localsend.message.Spec;
import wherry.transfer.DaemonThreads;

/**
 * Asks the peers that were heard of who they are, and then every 15 s whether they are still there: peers do not repeat
 * their announcements. Whoever does not answer is asked ever more seldom. Every datagram would make us connect to an
 * address of a stranger's choice, so only addresses on our own links are called, and each seldom. Safe for use by many
 * threads.
 */
public final class KnownPeers {
    public static final Duration CHECK_EVERY = Spec.CHECK_EVERY;

    private static final int MOST_TELLERS = 4;
    /** Whoever says goodbye needs a moment to go. */
    private static final List<Duration> DOUBTS =
            List.of(Duration.ofMillis(400), Duration.ofMillis(1_500), Duration.ofSeconds(5));

    private final String ownFingerprint;
    private final PeerChecks checks;
    private final Supplier<Optional<Device>> self;
    private final PeerInquiries inquiries;
    private final long checkEvery;
    private final KnownPeerTable known = new KnownPeerTable();
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("localsend-neighbours"));

    /**
     * Knows nobody yet.
     *
     * @param ownFingerprint of the certificate that nobody else should have
     * @param self how we present ourselves at the moment; empty while we are not to be seen
     */
    public KnownPeers(String ownFingerprint, PeerChecks checks, Supplier<Optional<Device>> self) {
        this(ownFingerprint, checks, self, CHECK_EVERY);
    }

    public KnownPeers(String ownFingerprint, PeerChecks checks, Supplier<Optional<Device>> self, Duration checkEvery) {
        this(ownFingerprint, checks, self, (teller, told) -> {}, checkEvery);
    }

    /** @param questions asks those who were found without multicast whom they hear */
    public KnownPeers(
            String ownFingerprint,
            PeerChecks checks,
            Supplier<Optional<Device>> self,
            PeerExchangeClient.Asking questions,
            Duration checkEvery) {
        this.ownFingerprint = Fingerprint.canonical(ownFingerprint);
        this.checks = checks;
        this.self = self;
        this.checkEvery = checkEvery.toNanos();
        this.inquiries =
                new PeerInquiries(this.ownFingerprint, checks, questions, known, this.checkEvery, this::hinted);
        clock.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        checkIn(this.checkEvery / 10);
    }

    /**
     * A peer announced itself, or was announced. Whoever does so over IPv4 and over the link's IPv6 at once is asked over IPv4, and a
     * moment later over the other: when many begin at one time, nobody is to wait for what can wait.
     */
    public void heard(Announcement claim, InetAddress from, PeerListener neighbourhood) {
        if (isNewElsewhere(claim, from)) {
            var unused = clock.schedule(
                    () -> askAbout(claim, from, neighbourhood),
                    KnownPeer.ELSEWHERE_AFTER.toMillis(),
                    TimeUnit.MILLISECONDS);
        } else {
            askAbout(claim, from, neighbourhood);
        }
    }

    private boolean isNewElsewhere(Announcement claim, InetAddress from) {
        synchronized (known) {
            return known.isNewElsewhere(claim, from, System.nanoTime());
        }
    }

    private void askAbout(Announcement claim, InetAddress from, PeerListener neighbourhood) {
        if (isToBeAsked(claim, from)
                && Links.isOnLink(from)
                && !(inquiries.isOwn(claim) && Networks.isOfThisComputer(from))) {
            note(new KnownPeer(claim, neighbourhood, System.nanoTime()), from);
        }
    }

    /** Somebody may be there: it is asked once, and told of us, unless it answers anyway. */
    public void hinted(Announcement claim, InetAddress at, PeerListener neighbourhood) {
        if (!Links.isOnLink(at) || inquiries.isOwn(claim)) {
            return;
        }
        synchronized (known) {
            KnownPeer there = known.get(new InetSocketAddress(at, claim.port()));
            if (there != null && there.answersInARow > 0) {
                return;
            }
        }
        KnownPeer hint = new KnownPeer(claim, neighbourhood, System.nanoTime());
        hint.isHint = true;
        note(hint, at);
    }

    /** Whom we hear, and where: those who answered the last time they were asked. */
    public List<PeerList.Heard> heard() {
        synchronized (known) {
            return known.stream()
                    .flatMap(entry -> entry.getValue().heard(entry.getKey()).stream())
                    .toList();
        }
    }

    /** A peer announced itself: three times when it has just begun, and now and then after that. */
    void announced(Announcement claim, InetAddress from, PeerListener neighbourhood) {
        boolean isBeginning;
        synchronized (known) {
            KnownPeer there = known.get(new InetSocketAddress(from, claim.port()));
            isBeginning = there == null || there.isBeginning(System.nanoTime());
        }
        if (isBeginning) {
            heard(claim, from, neighbourhood);
        } else {
            repeated(claim, from, neighbourhood);
        }
    }

    /** A peer repeats all the time that it is there. */
    void repeated(Announcement claim, InetAddress from, PeerListener neighbourhood) {
        Optional<Announcement> shown;
        synchronized (known) {
            shown = Optional.ofNullable(known.get(new InetSocketAddress(from, claim.port())))
                    .flatMap(there -> there.repeated(claim, System.nanoTime()));
        }
        shown.ifPresentOrElse(same -> neighbourhood.heard(same, from), () -> heard(claim, from, neighbourhood));
    }

    /** A peer has been asked at an address that the user typed, wherever that is: it is told of us and checked on. */
    public void watch(Announcement found, InetAddress from, PeerListener neighbourhood) {
        note(new KnownPeer(found, neighbourhood, System.nanoTime()), from);
    }

    /** A peer that was there is said to have left: it is asked whether that is so, a few times while it answers. */
    void doubted(Announcement shown, InetAddress from) {
        InetSocketAddress at = new InetSocketAddress(from, shown.port());
        synchronized (known) {
            KnownPeer neighbour = known.get(at);
            long now = System.nanoTime();
            if (neighbour == null || now - neighbour.doubtedUntil < 0) {
                return;
            }
            neighbour.doubtedUntil = now + DOUBTS.get(DOUBTS.size() - 1).toNanos();
            for (Duration later : DOUBTS) {
                Runnable asking = later.equals(DOUBTS.get(0))
                        ? () -> inquiries.ask(at, neighbour, inquiries.claim(neighbour), Optional.empty())
                        : () -> inquiries.askWhileItAnswers(at, neighbour);
                var unused = clock.schedule(asking, later.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private boolean isToBeAsked(Announcement claim, InetAddress from) {
        synchronized (known) {
            KnownPeer there = known.get(new InetSocketAddress(from, claim.port()));
            return there == null || there.mayBeAskedFor(claim.security(), System.nanoTime());
        }
    }

    private void note(KnownPeer fresh, InetAddress from) {
        Announcement claim = fresh.claim;
        InetSocketAddress at = new InetSocketAddress(from, claim.port());
        KnownPeer neighbour;
        synchronized (known) {
            long now = System.nanoTime();
            neighbour = known.remove(at);
            if (neighbour == null && !known.makeRoom(from)) {
                return;
            } else if (neighbour == null) {
                neighbour = fresh;
            } else if (!neighbour.hasAnswered) {
                neighbour.claim = claim;
            }
            neighbour.due = now + checkEvery;
            known.put(at, neighbour);
        }
        inquiries.ask(at, neighbour, claim, self.get());
    }

    private void checkIn(long nanos) {
        var unused = clock.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    /** And again when somebody is due, but not all the time for that. */
    private void check() {
        Map<InetSocketAddress, KnownPeer> due;
        long next;
        synchronized (known) {
            long now = System.nanoTime();
            due = known.takeDue(now, checkEvery);
            next = known.nextDue(now, checkEvery);
        }
        due.forEach((at, neighbour) -> inquiries.ask(at, neighbour, inquiries.claim(neighbour), Optional.empty()));
        checkIn(Math.max(next, checkEvery / 10));
    }

    /** Asks some of those who are here whom they hear. */
    public void askForOthers() {
        List<Map.Entry<InetSocketAddress, KnownPeer>> tellers;
        synchronized (known) {
            tellers = known.stream()
                    .filter(entry -> entry.getValue().tellsOfPeers && entry.getValue().answersInARow > 0)
                    .limit(MOST_TELLERS)
                    .toList();
        }
        tellers.forEach(teller -> inquiries.askForOthers(teller.getKey(), teller.getValue()));
    }

    /** How many are known. */
    public int count() {
        synchronized (known) {
            return known.size();
        }
    }

    /** Asks nobody any more. */
    public void close() {
        clock.shutdown();
        checks.close();
    }
}
