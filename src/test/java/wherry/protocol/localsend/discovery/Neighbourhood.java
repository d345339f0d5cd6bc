package wherry.protocol.localsend.discovery;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import wherry.discovery.Announcement;
import wherry.discovery.PeerListener;

/** Takes note of what asking those brings who were heard. */
public final class Neighbourhood implements PeerListener {
    /** Who was there, each time. */
    public final List<Announcement> heard = new CopyOnWriteArrayList<>();
    /** What was asked for in vain, and where. */
    public final List<Announcement> unanswered = new CopyOnWriteArrayList<>();

    public final List<InetAddress> missed = new CopyOnWriteArrayList<>();
    /** Where somebody has shown our own certificate. */
    public final List<InetAddress> copies = new CopyOnWriteArrayList<>();

    @Override
    public void heard(Announcement announcement, InetAddress from) {
        heard.add(announcement);
    }

    @Override
    public void unanswered(Announcement asked, InetAddress at) {
        unanswered.add(asked);
        missed.add(at);
    }

    @Override
    public void sharesOurIdentity(InetAddress at) {
        copies.add(at);
    }
}
