package wherry.discovery;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wherry.transfer.DeviceKind;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;
import wherry.transfer.Presence;

/**
 * Holds what the table knows of one peer: of the holder of a certificate, of whoever claims to be at an address, or of
 * what the user typed. Times are milliseconds on the table's own clock; the table guards it.
 */
final class PeerEntry {
    private final String id;
    private final long number;
    private final HeardEndpoints heard = new HeardEndpoints();
    private final TypedEndpoints typed = new TypedEndpoints();
    private final List<Spot> claimedAt = new ArrayList<>();
    private final Concealment concealment = new Concealment();
    private final Goodbyes goodbyes = new Goodbyes();
    private String alias = "";
    private DeviceKind device = DeviceKind.UNKNOWN;
    private Optional<String> fingerprint = Optional.empty();
    private Optional<String> proven = Optional.empty();
    private Presence presence = Presence.UNHEARD;
    private long lastHeard;
    private long hereUntil;
    private Peer snapshot;

    /** @param number in the order in which peers were first listed */
    PeerEntry(String id, long number) {
        this.id = id;
        this.number = number;
    }

    String id() {
        return id;
    }

    long number() {
        return number;
    }

    long lastHeard() {
        return lastHeard;
    }

    /** As long as its announcements last. */
    long hereUntil() {
        return hereUntil;
    }

    Presence presence() {
        return presence;
    }

    /** The addresses that the user typed; empty when it is listed because it was heard. */
    TypedEndpoints typed() {
        return typed;
    }

    /** The fingerprint of the certificate that it has shown. */
    Optional<String> proven() {
        return proven;
    }

    /** The fingerprint of the certificate that it says to be the holder of. */
    Optional<String> claimed() {
        return fingerprint;
    }

    /** Whether it was heard where it is to show a certificate. */
    boolean canBeAsked() {
        return heard.areAskable();
    }

    /** Whether it says that it is the holder of that certificate. */
    boolean claims(String certificate) {
        return fingerprint.filter(certificate::equalsIgnoreCase).isPresent();
    }

    /** The hosts and protocols that its claims came from and were about. */
    List<Spot> claimedAt() {
        return List.copyOf(claimedAt);
    }

    void claimedAt(Spot spot) {
        if (claimedAt.stream().noneMatch(spot::isBeside)) {
            claimedAt.add(spot);
        }
    }

    /** Where it has shown its certificate. */
    List<Spot> provenSpots() {
        return heard.proven();
    }

    boolean isHeardAt(InetAddress host) {
        return heard.isAt(host);
    }

    /** Whether it is not to be shown yet, since it is being asked who it is. */
    boolean isConcealed() {
        return concealment.lasts();
    }

    /** Whether, and until when, it is not to be shown since it is being asked who it is. */
    Concealment concealment() {
        return concealment;
    }

    /** The user typed its address: it is listed until the user takes it away. */
    void type(Endpoint endpoint, String name) {
        typed.add(endpoint, name);
        concealment.end();
        snapshot = null;
    }

    /** Not there any more, or not under this certificate. */
    void untype(Endpoint endpoint) {
        typed.remove(endpoint);
        snapshot = null;
    }

    boolean isAt(Spot spot) {
        return heard.isAt(spot) || typed.isAt(spot);
    }

    /**
     * It shows again what it has shown before.
     *
     * @return whether it is shown as that already, with all of it still counting: then it counts for longer now. Else nothing has changed
     */
    boolean proveAgain(Announcement announcement, InetAddress from, long now) {
        if (presence != Presence.HERE
                || isConcealed()
                || !alias.equals(announcement.alias())
                || (!announcement.device().equals(DeviceKind.UNKNOWN)
                        && !announcement.device().equals(device))
                || !heard.renew(announcement, from, now)) {
            return false;
        }
        lastHeard = now;
        hereUntil = Math.max(hereUntil, now + announcement.lasts().toMillis());
        return true;
    }

    /**
     * It has shown its certificate.
     *
     * @return whether anything that is shown has changed
     */
    boolean prove(String certificate, Announcement announcement, InetAddress from, long now) {
        boolean changed = !proven.equals(Optional.of(certificate));
        if (changed) {
            // What was claimed before proves nothing now.
            heard.clear();
            claimedAt.clear();
        }
        proven = Optional.of(certificate);
        changed |= concealment.end();
        changed |= hear(announcement, Optional.of(certificate), from, now);
        for (Endpoint stated : announcement.statedAt(from)) {
            changed |= heard.place(stated, now, now + announcement.lasts().toMillis());
        }
        snapshot = changed ? null : snapshot;
        return changed;
    }

    /**
     * Somebody says to be there. Who was there first stays, for as long as its announcements last.
     *
     * @return whether anything that is shown has changed
     */
    boolean claim(Announcement announcement, InetAddress from, long now) {
        if (heard.isAnotherBeside(announcement.endpoint(from), now)) {
            return false;
        }
        boolean changed = hear(announcement, announcement.fingerprint(), from, now);
        long until = now + announcement.lasts().toMillis();
        for (Announcement other : announcement.inOtherProtocols()) {
            changed |= heard.place(other.endpoint(from), now, until);
        }
        snapshot = changed ? null : snapshot;
        return changed;
    }

    private boolean hear(Announcement announcement, Optional<String> as, InetAddress from, long now) {
        long until = now + announcement.lasts().toMillis();
        boolean changed = heard.place(announcement.endpoint(from), now, until)
                || presence != Presence.HERE
                || !alias.equals(announcement.alias())
                || !fingerprint.equals(as);
        alias = announcement.alias();
        device = announcement.device().equals(DeviceKind.UNKNOWN) ? device : announcement.device();
        fingerprint = as;
        presence = Presence.HERE;
        lastHeard = now;
        hereUntil = Math.max(hereUntil, until);
        return changed;
    }

    /** What was said on its behalf about leaving. */
    Goodbyes goodbyes() {
        return goodbyes;
    }

    /** Whoever was there does not answer: somebody else may come. */
    void lapse(Spot spot, long now) {
        heard.lapse(spot, now);
    }

    /** It is not at that host any more. */
    void leave(InetAddress host) {
        heard.leave(host);
        goodbyes.forget(host);
        snapshot = null;
    }

    void away() {
        presence = Presence.AWAY;
        snapshot = null;
    }

    /** It said goodbye, or is somebody else now: what remains is what the user typed. */
    void forgetHeard() {
        heard.clear();
        claimedAt.clear();
        goodbyes.clear();
        alias = "";
        device = DeviceKind.UNKNOWN;
        fingerprint = Optional.empty();
        proven = Optional.empty();
        hereUntil = 0;
        concealment.end();
        presence = Presence.UNHEARD;
        snapshot = null;
    }

    Peer snapshot() {
        if (snapshot == null) {
            String name = alias.isBlank() ? typed.name() : alias;
            snapshot = new Peer(id, name, fingerprint, typed.behind(heard), presence, !typed.isEmpty(), device);
        }
        return snapshot;
    }
}
