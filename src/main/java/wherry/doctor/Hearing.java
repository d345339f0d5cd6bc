package wherry.doctor;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import wherry.discovery.Announcement;
import wherry.protocol.Protocol;
import wherry.protocol.Reach;
import wherry.transfer.DaemonThreads;
import wherry.transfer.Endpoint;

/**
 * Collects who is heard and who calls during one examination, and asks them who they are and whether they reach us: at
 * most 16, and only in our own networks. Safe for use by many threads.
 */
final class Hearing implements Ear.Heard, Closeable {
    private static final int MOST = 16;
    private static final int MOST_REACHES = 4;
    private static final int MOST_OWN = 16;
    private static final int THREADS = 12;
    /** Whoever was asked too soon after somebody else of this home had asked. */
    private static final long AGAIN_AFTER_MILLIS = 600;

    /** One that is answered only after the examination has ended would use up the turn of the next one. */
    private static final int MOST_TRIES = 3;

    private final List<Protocol> protocols;
    private final String ownFingerprint;
    private final List<Subnet> subnets;
    private final ReachAnswers answers;
    private final Map<InetAddress, HeardEntry> entries = new LinkedHashMap<>();
    private final Map<Announcement, InetAddress> own = new HashMap<>();
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, DaemonThreads.named("doctor-question"));
    private Station station = Station.NONE;
    private int reaches;

    /** @param answers those of earlier examinations */
    Hearing(List<Protocol> protocols, String ownFingerprint, List<Subnet> subnets, ReachAnswers answers) {
        this.protocols = protocols;
        this.ownFingerprint = ownFingerprint;
        this.subnets = subnets;
        this.answers = answers;
    }

    @Override
    public void by(Ear ear, Announcement announcement, InetAddress from) {
        if (isOurs(announcement)) {
            synchronized (this) {
                if (own.size() < MOST_OWN && isOurAddress(from)) {
                    own.put(announcement, from);
                }
            }
            return;
        }
        boolean isThere = subnets.stream()
                .anyMatch(subnet -> subnet.network().equals(ear.network().name()) && subnet.contains(from));
        if (isThere) {
            note(announcement, from, ear.network().name(), ear.protocol());
        }
    }

    /** Whoever leaves is heard in that group, too. */
    @Override
    public synchronized void leaving(Ear ear, InetAddress from) {
        HeardEntry there = entries.get(from);
        if (there != null) {
            there.heardIn.add(ear.protocol());
        }
    }

    /** Somebody made itself known by calling our server. */
    void called(Announcement announcement, InetAddress from) {
        subnets.stream()
                .filter(subnet -> subnet.contains(from))
                .findFirst()
                .filter(subnet -> !isOurs(announcement))
                .ifPresent(subnet -> note(announcement, from, subnet.network(), ""));
    }

    /** Where we are reached from now on: those who are known are asked whether they do. */
    void reachedAt(Station now) {
        List<Runnable> questions = new ArrayList<>();
        synchronized (this) {
            station = now;
            entries.forEach((address, entry) ->
                    entry.known.ifPresent(known -> questions.add(() -> askReach(address, entry, known))));
        }
        questions.forEach(this::inBackground);
    }

    private void inBackground(Runnable question) {
        try {
            threads.execute(question);
        } catch (RejectedExecutionException closed) {
            System.getLogger(Hearing.class.getName()).log(System.Logger.Level.DEBUG, "Asking nobody more", closed);
        }
    }

    private void note(Announcement announcement, InetAddress from, String network, String group) {
        List<Runnable> questions = new ArrayList<>();
        synchronized (this) {
            boolean noRoom = entries.size() >= MOST && !entries.containsKey(from);
            if (noRoom || threads.isShutdown() || isOurAddress(from)) {
                return;
            }
            HeardEntry entry = entries.computeIfAbsent(from, any -> new HeardEntry(network));
            if (group.isEmpty()) {
                entry.called = true;
            } else {
                entry.heardIn.add(group);
            }
            for (Protocol protocol : protocols) {
                OptionalInt port = port(announcement, protocol.name());
                if (protocol.isAnsweredByCalls() && port.isPresent() && entry.askedAt.add(port.getAsInt())) {
                    entry.openQuestions++;
                    questions.add(() -> ask(protocol, new InetSocketAddress(from, port.getAsInt()), entry));
                }
            }
        }
        questions.forEach(this::inBackground);
    }

    private static OptionalInt port(Announcement announcement, String protocol) {
        if (announcement.protocol().equals(protocol)) {
            return OptionalInt.of(announcement.port());
        }
        Integer other = announcement.also().get(protocol);
        return other == null ? OptionalInt.empty() : OptionalInt.of(other);
    }

    private void ask(Protocol protocol, InetSocketAddress at, HeardEntry entry) {
        Optional<Announcement> answer = protocol.identify(at).filter(found -> !isOurs(found));
        synchronized (this) {
            entry.openQuestions--;
            entry.known = answer.or(() -> entry.known);
        }
        answer.ifPresent(known -> askReach(at.getAddress(), entry, known));
    }

    private void askReach(InetAddress address, HeardEntry entry, Announcement known) {
        Protocol protocol = protocols.stream()
                .filter(candidate -> candidate.name().equals(known.protocol()))
                .findFirst()
                .orElseThrow();
        int ownPort;
        synchronized (this) {
            OptionalInt served = station.port(protocol.name());
            if (served.isEmpty()
                    || entry.reachAsked
                    || reaches >= MOST_REACHES
                    || known.security().required().isEmpty()) {
                return;
            }
            ownPort = served.getAsInt();
            entry.reachAsked = true;
            entry.openQuestions++;
            reaches++;
        }
        Endpoint peer = new Endpoint(protocol.name(), new InetSocketAddress(address, known.port()), known.security());
        Optional<Reach> answer = answers.with(peer, ownPort, protocol.reach(peer, ownPort));
        tell(entry, answer);
        for (int i = 0; i < MOST_TRIES && answer.filter(Reach.NOT_NOW::equals).isPresent() && hasWaited(); i++) {
            answer = answers.with(peer, ownPort, protocol.reach(peer, ownPort));
            tell(entry, answer);
        }
        synchronized (this) {
            entry.openQuestions--;
        }
    }

    private synchronized void tell(HeardEntry entry, Optional<Reach> answer) {
        entry.reach = answer;
    }

    private boolean hasWaited() {
        try {
            return !threads.awaitTermination(AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Everybody who was heard or called so far. */
    synchronized List<Contact> contacts() {
        long now = System.nanoTime();
        List<Contact> contacts = new ArrayList<>();
        entries.forEach((address, entry) -> contacts.add(entry.contact(address, now)));
        return contacts;
    }

    /** What was announced from this computer under our own fingerprint. */
    synchronized Map<Announcement, InetAddress> own() {
        return Map.copyOf(own);
    }

    private boolean isOurs(Announcement announcement) {
        return announcement
                .fingerprint()
                .filter(ownFingerprint::equalsIgnoreCase)
                .isPresent();
    }

    private boolean isOurAddress(InetAddress address) {
        return subnets.stream().anyMatch(subnet -> subnet.own().equals(address));
    }

    /** Asks nobody any more; questions under way end by themselves within seconds. */
    @Override
    public synchronized void close() {
        threads.shutdown();
    }
}
