package wherry.protocol.localsend.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import wherry.discovery.Announcement;
import wherry.discovery.Networks;
import wherry.discovery.PeerListener;
import wherry.protocol.localsend.identity.Fingerprint;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Spec;
import wherry.transfer.Endpoint;
import wherry.transfer.Security;

/**
 * Asks the peers that were heard of who they are, and then every 15 s whether they are still there: peers do not repeat
 * their announcements. Whoever does not answer is asked ever more seldom. Every datagram would make us connect to an
 * address of a stranger's choice, so only addresses on our own links are called, and each seldom. Safe for use by many
 * threads.
 */
public final class KnownPeers {
    public static final Duration CHECK_EVERY = Spec.CHECK_EVERY;

    private static final long ASK_AGAIN_AFTER = TimeUnit.SECONDS.toNanos(5);
    /** Several may claim to be at one address, one of them rightly. */
    private static final int CLAIMS_AT_ONCE = 4;

    private static final int MOST = 512;
    /** Several may run on one computer. */
    private static final int MOST_AT_ONE_ADDRESS = 16;
    /** Whoever has never answered is not asked more often. */
    private static final int MISSES = 4;
    /** Of one who did, so many checks may fail before there are fewer. */
    private static final int MISSES_BEFORE_BACKING_OFF = 3;

    private static final int SELDOMEST = 40;
    /** Whoever says goodbye needs a moment to go. */
    private static final List<Duration> DOUBTS =
            List.of(Duration.ofMillis(400), Duration.ofMillis(1_500), Duration.ofSeconds(5));

    private final String ownFingerprint;
    private final PeerChecks checks;
    private final Supplier<Optional<Device>> self;
    private final long checkEvery;
    private final Map<InetSocketAddress, Neighbour> known = new LinkedHashMap<>();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "localsend-neighbours");
        thread.setDaemon(true);
        return thread;
    });

    /** Somebody at one address and port. The outer object guards it. */
    private static final class Neighbour {
        final PeerListener neighbourhood;
        Announcement claim;
        final Set<Security> askedFor = new HashSet<>();
        long askedSince;
        long due;
        long doubtedUntil;
        boolean hasAnswered;
        /** Its turn has come and not ended. */
        boolean isChecked;

        int answersInARow;
        long counted;
        int misses;

        Neighbour(Announcement claim, PeerListener neighbourhood, long now) {
            this.claim = claim;
            this.neighbourhood = neighbourhood;
            this.askedSince = now;
            this.doubtedUntil = now;
        }

        /** Whether it is to be asked for that now. */
        boolean mayBeAskedFor(Security claimed, long now) {
            if (now - askedSince > ASK_AGAIN_AFTER) {
                askedFor.clear();
                askedSince = now;
            }
            return askedFor.size() < CLAIMS_AT_ONCE && askedFor.add(claimed);
        }

        /** Announcements bring more of them, of which nobody is more faithful. */
        void countAnswer(long now, long checkEvery) {
            if (answersInARow == 0 || now - counted > checkEvery / 2) {
                answersInARow++;
                counted = now;
            }
        }

        /** Who claims something else at an address is a stranger there. */
        PeerChecks.Standing standing(Announcement asked) {
            return claim.equals(asked) ? new PeerChecks.Standing(answersInARow, misses) : PeerChecks.Standing.NEW;
        }
    }

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
        this.ownFingerprint = Fingerprint.canonical(ownFingerprint);
        this.checks = checks;
        this.self = self;
        this.checkEvery = checkEvery.toNanos();
        long turn = this.checkEvery / 10;
        var unused = clock.scheduleWithFixedDelay(this::check, turn, turn, TimeUnit.NANOSECONDS);
    }

    /** A peer announced itself, or was announced. */
    public void heard(Announcement claim, InetAddress from, PeerListener neighbourhood) {
        if (isToBeAsked(claim, from) && isOnLink(from) && !(isOwn(claim) && Networks.isOfThisComputer(from))) {
            note(claim, from, neighbourhood);
        }
    }

    /** A peer has been asked at an address that the user typed, wherever that is: it is told of us and checked on. */
    public void watch(Announcement found, InetAddress from, PeerListener neighbourhood) {
        note(found, from, neighbourhood);
    }

    /** A peer that was there is said to have left: it is asked a few times whether that is so. */
    void doubted(Announcement shown, InetAddress from) {
        InetSocketAddress at = new InetSocketAddress(from, shown.port());
        synchronized (this) {
            Neighbour neighbour = known.get(at);
            long now = System.nanoTime();
            if (neighbour == null || now - neighbour.doubtedUntil < 0) {
                return;
            }
            neighbour.doubtedUntil = now + DOUBTS.get(DOUBTS.size() - 1).toNanos();
            for (Duration later : DOUBTS) {
                var unused = clock.schedule(
                        () -> ask(at, neighbour, claim(neighbour), Optional.empty()),
                        later.toMillis(),
                        TimeUnit.MILLISECONDS);
            }
        }
    }

    private synchronized boolean isToBeAsked(Announcement claim, InetAddress from) {
        Neighbour there = known.get(new InetSocketAddress(from, claim.port()));
        return there == null || there.mayBeAskedFor(claim.security(), System.nanoTime());
    }

    private void note(Announcement claim, InetAddress from, PeerListener neighbourhood) {
        InetSocketAddress at = new InetSocketAddress(from, claim.port());
        Neighbour neighbour;
        synchronized (this) {
            long now = System.nanoTime();
            neighbour = known.remove(at);
            if (neighbour == null && !makeRoom(from)) {
                return;
            } else if (neighbour == null) {
                neighbour = new Neighbour(claim, neighbourhood, now);
                neighbour.askedFor.add(claim.security());
            } else if (!neighbour.hasAnswered) {
                neighbour.claim = claim;
            }
            neighbour.due = now + checkEvery;
            known.put(at, neighbour);
        }
        ask(at, neighbour, claim, self.get());
    }

    /**
     * For one more, there. Whoever has never answered goes first, then whoever does not any more; for no stranger
     * anybody goes who does.
     */
    private boolean makeRoom(InetAddress there) {
        boolean crowded = known.keySet().stream()
                        .filter(at -> there.equals(at.getAddress()))
                        .count()
                >= MOST_AT_ONE_ADDRESS;
        if (!crowded && known.size() < MOST) {
            return true;
        }
        Optional<InetSocketAddress> leaving = known.entrySet().stream()
                .filter(entry -> !crowded || there.equals(entry.getKey().getAddress()))
                .filter(entry -> entry.getValue().answersInARow == 0)
                // Of several the first, which was heard of longest ago.
                .min(Comparator.comparing(entry -> entry.getValue().hasAnswered))
                .map(Map.Entry::getKey);
        leaving.ifPresent(known::remove);
        return leaving.isPresent();
    }

    private void check() {
        Map<InetSocketAddress, Neighbour> due = new LinkedHashMap<>();
        synchronized (this) {
            long now = System.nanoTime();
            known.values().removeIf(neighbour -> neighbour.claim.onlyAsks() && neighbour.due - now <= 0);
            known.forEach((at, neighbour) -> {
                if (neighbour.due - now <= 0 && !neighbour.isChecked) {
                    neighbour.due = now + pause(neighbour);
                    neighbour.isChecked = true;
                    due.put(at, neighbour);
                }
            });
        }
        due.forEach((at, neighbour) -> ask(at, neighbour, claim(neighbour), Optional.empty()));
    }

    private synchronized Announcement claim(Neighbour neighbour) {
        return neighbour.claim;
    }

    private long pause(Neighbour neighbour) {
        int beyond = Math.max(0, neighbour.misses - (neighbour.hasAnswered ? MISSES_BEFORE_BACKING_OFF : 0));
        return checkEvery * Math.min(SELDOMEST, 1L << Math.min(beyond, Integer.SIZE - 2));
    }

    private void ask(InetSocketAddress at, Neighbour neighbour, Announcement claim, Optional<Device> present) {
        PeerChecks.Standing standing;
        synchronized (this) {
            standing = neighbour.standing(claim);
        }
        Endpoint there = new Endpoint(Spec.NAME, at, claim.security());
        checks.ask(there, present, standing, new PeerChecks.Asker() {
            @Override
            public void answered(Device device) {
                KnownPeers.this.answered(at, neighbour, claim, device);
            }

            @Override
            public void unanswered() {
                KnownPeers.this.unanswered(at, neighbour, claim);
            }

            @Override
            public void dropped() {
                synchronized (KnownPeers.this) {
                    neighbour.isChecked = false;
                }
            }
        });
    }

    private void answered(InetSocketAddress at, Neighbour neighbour, Announcement claim, Device device) {
        if (isOwn(claim)) {
            neighbour.neighbourhood.sharesOurIdentity(at.getAddress());
            return;
        }
        Announcement shown = device.alias().isBlank() ? claim : claim.withAlias(device.alias());
        synchronized (this) {
            neighbour.hasAnswered = true;
            neighbour.isChecked = false;
            neighbour.countAnswer(System.nanoTime(), checkEvery);
            neighbour.misses = 0;
            neighbour.claim = claim;
            // It may have had to make room while it waited to be asked.
            if (!known.containsKey(at) && makeRoom(at.getAddress())) {
                known.put(at, neighbour);
            }
        }
        neighbour.neighbourhood.heard(shown.withAlso(device.extension().also()).proven(), at.getAddress());
    }

    private void unanswered(InetSocketAddress at, Neighbour neighbour, Announcement claim) {
        synchronized (this) {
            neighbour.isChecked = false;
            if (neighbour.claim.equals(claim)) {
                neighbour.answersInARow = 0;
                neighbour.misses++;
            }
            if (neighbour.misses > MISSES && !neighbour.hasAnswered) {
                known.remove(at, neighbour);
            }
        }
        neighbour.neighbourhood.unanswered(claim, at.getAddress());
    }

    private boolean isOwn(Announcement claim) {
        return claim.security().required().filter(ownFingerprint::equals).isPresent();
    }

    /** Whether an address belongs to a network that we are on. */
    public static boolean isOnLink(InetAddress address) {
        if (address.isLoopbackAddress() || address.isLinkLocalAddress()) {
            return true;
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(network -> network.getInterfaceAddresses().stream())
                    .anyMatch(own -> isInside(address.getAddress(), own));
        } catch (SocketException noInterfaces) {
            return false;
        }
    }

    private static boolean isInside(byte[] address, InterfaceAddress own) {
        byte[] network = own.getAddress().getAddress();
        if (network.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < own.getNetworkPrefixLength(); bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((network[bit / Byte.SIZE] & mask) != (address[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** How many are known. */
    public synchronized int count() {
        return known.size();
    }

    /** Asks nobody any more. */
    public void close() {
        clock.shutdown();
        checks.close();
    }
}
