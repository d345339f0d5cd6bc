package wherry.doctor;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import wherry.discovery.Announcement;
import wherry.node.Doorbell;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolServer;

/**
 * Sees to it that others can try to reach this computer during an examination: at the Wherry of the same home that runs
 * already, or else at servers that are opened for it at the usual ports and take nothing. For one thread; closing it closes
 * those.
 */
final class OwnServers implements Closeable {
    private static final System.Logger LOG = System.getLogger(OwnServers.class.getName());

    private static final long AGAIN_AFTER = TimeUnit.MILLISECONDS.toNanos(400);

    private final List<Protocol> protocols;
    private final String alias;
    private final String fingerprint;
    private final Hearing hearing;
    private final PortCheck ports;
    private final List<ProtocolServer> servers = new ArrayList<>();
    private Station station = Station.NONE;
    private long announced = System.nanoTime();
    private boolean isAnnouncedTwice;

    /**
     * Opens nothing yet.
     *
     * @param hearing is told who calls
     * @param ports knows who runs already
     */
    OwnServers(List<Protocol> protocols, String alias, String fingerprint, Hearing hearing, PortCheck ports) {
        this.protocols = protocols;
        this.alias = alias;
        this.fingerprint = fingerprint;
        this.hearing = hearing;
        this.ports = ports;
    }

    Station station() {
        return station;
    }

    long announcedNanosAgo() {
        return System.nanoTime() - announced;
    }

    /** The ports of what was opened. */
    Set<Integer> opened() {
        return servers.stream().map(ProtocolServer::port).collect(Collectors.toSet());
    }

    /** Finds the Wherry that runs, or opens a server at each usual port that nobody has. */
    void settle(Set<Integer> taken) {
        station = ports.station();
        if (station.whose() == Station.Whose.NOBODY) {
            Map<String, Integer> opened = new HashMap<>();
            for (Protocol protocol : protocols) {
                if (protocol.isAnsweredByCalls() && !taken.contains(protocol.defaultPort())) {
                    open(protocol).ifPresent(port -> opened.put(protocol.name(), port));
                }
            }
            if (!opened.isEmpty()) {
                station = new Station(opened, alias, Station.Whose.OURS);
            }
        }
        hearing.reachedAt(station);
    }

    private Optional<Integer> open(Protocol protocol) {
        try {
            InetSocketAddress everywhere = new InetSocketAddress(protocol.defaultPort());
            ProtocolServer server = protocol.open(everywhere, new Doorbell(hearing::called));
            servers.add(server);
            return Optional.of(server.port());
        } catch (IOException justTaken) {
            LOG.log(Level.DEBUG, "Opening a server", justTaken);
            return Optional.empty();
        }
    }

    /** Makes others call, in protocols in which they do. */
    void announce(List<Ear> ears) {
        announced = System.nanoTime();
        isAnnouncedTwice = false;
        announceOnceMore(ears);
    }

    /** A datagram may get lost. */
    private void announceOnceMore(List<Ear> ears) {
        Set<String> called = protocols.stream()
                .filter(Protocol::isAnsweredByCalls)
                .map(Protocol::name)
                .collect(Collectors.toSet());
        for (Ear ear : ears) {
            if (called.contains(ear.protocol())) {
                station.port(ear.protocol()).ifPresent(port -> announce(ear, port));
            }
        }
    }

    /** Whoever runs is announced as what it is; we only ask. */
    private void announce(Ear ear, int port) {
        Announcement own = new Announcement(ear.protocol(), station.alias(), Optional.of(fingerprint), port);
        try {
            ear.announce(station.whose() == Station.Whose.RUNNING ? own : own.asking());
        } catch (IOException refused) {
            LOG.log(Level.DEBUG, "Announcing", refused);
        }
    }

    /** Looks whether the Wherry that runs has made itself known meanwhile. */
    void look(List<Ear> ears) throws InterruptedException {
        lookOnceMore();
        if (station.whose() == Station.Whose.NOBODY && ports.station().whose() == Station.Whose.RUNNING) {
            station = ports.station();
            hearing.reachedAt(station);
            announce(ears);
        } else if (!isAnnouncedTwice && announcedNanosAgo() > AGAIN_AFTER) {
            isAnnouncedTwice = true;
            announceOnceMore(ears);
        }
    }

    /** What was opened for the examination is not it. */
    void lookOnceMore() throws InterruptedException {
        if (servers.isEmpty()) {
            for (var heard : hearing.own().entrySet()) {
                ports.heard(heard.getKey(), heard.getValue());
            }
        }
    }

    @Override
    public void close() {
        servers.forEach(ProtocolServer::close);
    }
}
