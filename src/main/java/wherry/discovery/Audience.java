package wherry.discovery;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/** What becomes of the datagrams of all groups. Safe for use by many threads. */
final class Audience implements GroupListener.Audience {
    private final LongAdder heard = new LongAdder();
    private final LongAdder own = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder oversized = new LongAdder();
    private final LongAdder passedOver = new LongAdder();

    private final String ownFingerprint;
    private final PeerTable table;
    private final ReceivedLog log;

    /** @param ownFingerprint what our own datagrams are recognised by */
    Audience(String ownFingerprint, PeerTable table, ReceivedLog log) {
        this.ownFingerprint = ownFingerprint;
        this.table = table;
        this.log = log;
    }

    DatagramCounts counts() {
        return new DatagramCounts(heard.sum(), own.sum(), malformed.sum(), oversized.sum(), passedOver.sum());
    }

    @Override
    public void announced(
            AnnouncementCodec codec, Announcement announcement, ByteBuffer datagram, InetSocketAddress from) {
        if (announcement.fingerprint().filter(ownFingerprint::equals).isPresent()) {
            own.increment();
            return;
        }
        heard.increment();
        log.heard(datagram, from, table.heard(announcement, from.getAddress()));
        announcement.inOtherProtocols().forEach(other -> table.heard(other, from.getAddress()));
        codec.heard(announcement, from.getAddress(), table::heard);
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
