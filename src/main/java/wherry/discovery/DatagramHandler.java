package wherry.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Handles the datagrams of all groups. Safe for use by many threads. */
final class DatagramHandler implements GroupListener.Audience {
    private static final long NEWS_LASTS = TimeUnit.SECONDS.toNanos(60);

    private final LongAdder heard = new LongAdder();
    private final LongAdder own = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder oversized = new LongAdder();
    private final LongAdder passedOver = new LongAdder();

    private final AtomicLong lastNews = new AtomicLong(System.nanoTime() - NEWS_LASTS);
    private final OwnAddresses ownAddresses = new OwnAddresses(Networks::isOfThisComputer, System::nanoTime);
    private final List<AnnouncementCodec> codecs;
    private final String ownFingerprint;
    private final PeerTable table;
    private final PeerListener neighbourhood;
    private final Displaced displaced;
    private final ThrottledDatagramLog log;

    /**
     * Told that another program of this computer announced itself under our name, to ask who is there: others may now
     * take its port for ours.
     */
    @FunctionalInterface
    interface Displaced {
        void by(AnnouncementCodec codec, InetAddress from);
    }

    /**
     * @param ownFingerprint what our own datagrams are recognised by
     * @param neighbourhood gets what asking those who were heard brings
     */
    DatagramHandler(
            List<AnnouncementCodec> codecs,
            String ownFingerprint,
            PeerTable table,
            PeerListener neighbourhood,
            Displaced displaced,
            ThrottledDatagramLog log) {
        this.codecs = codecs;
        this.ownFingerprint = ownFingerprint;
        this.table = table;
        this.neighbourhood = neighbourhood;
        this.displaced = displaced;
        this.log = log;
    }

    DatagramCounts counts() {
        return new DatagramCounts(heard.sum(), own.sum(), malformed.sum(), oversized.sum(), passedOver.sum());
    }

    @Override
    public void announced(
            AnnouncementCodec codec, Announcement announcement, ByteBuffer datagram, InetSocketAddress from) {
        if (!isOwn(announcement)) {
            neighbourhood.announced(codec.protocol(), announcement, from.getAddress());
        }
        calledOut(codec, announcement, datagram, from);
    }

    @Override
    public void calledOut(
            AnnouncementCodec codec, Announcement announcement, ByteBuffer datagram, InetSocketAddress from) {
        if (isOwn(announcement)) {
            own.increment();
            if (announcement.onlyAsks()) {
                displaced.by(codec, from.getAddress());
            }
            if (ownAddresses.include(from.getAddress())) {
                return;
            }
        } else {
            heard.increment();
            boolean isNew = table.heard(announcement, from.getAddress());
            if (isNew) {
                lastNews.set(System.nanoTime());
            }
            log.heard(datagram, announcement, from, isNew);
        }
        if (announcement.leaving()) {
            announcement.fingerprint().ifPresent(claimed -> doubt(claimed, from.getAddress()));
        } else {
            codec.heard(announcement, from.getAddress(), neighbourhood);
            if (!announcement.also().isEmpty()) {
                announcement.inOtherProtocols().forEach(other -> hint(other, from.getAddress()));
            }
        }
    }

    private boolean isOwn(Announcement announcement) {
        return announcement.fingerprint().filter(ownFingerprint::equals).isPresent();
    }

    /** Each protocol asks in its own way. */
    private void hint(Announcement claim, InetAddress from) {
        for (AnnouncementCodec codec : codecs) {
            if (codec.protocol().equals(claim.protocol())) {
                codec.repeated(claim, from, neighbourhood);
            }
        }
    }

    /** Anybody can say goodbye in the name of somebody else: it is asked whether it has gone. */
    private void doubt(String fingerprint, InetAddress from) {
        for (Announcement shown : table.shownAt(fingerprint, from)) {
            codecs.stream()
                    .filter(codec -> codec.protocol().equals(shown.protocol()))
                    .forEach(codec -> codec.doubted(shown, from));
        }
    }

    @Override
    public boolean hasNews() {
        return System.nanoTime() - lastNews.get() < NEWS_LASTS;
    }

    @Override
    public void malformed() {
        malformed.increment();
    }

    @Override
    public void oversized() {
        oversized.increment();
    }

    @Override
    public void passedOver(InetSocketAddress from) {
        passedOver.increment();
        log.passedOver(from);
    }
}
