package wherry.doctor;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import wherry.discovery.Announcement;
import wherry.protocol.Protocol;
import wherry.transfer.DisplayText;
import wherry.transfer.Network;
import wherry.transfer.Sentences;

/**
 * Finds out whose the usual ports of this computer are: nobody's, a Wherry's of the same home, or another program's. Opens
 * nothing. Safe for use by several threads.
 */
final class PortCheck {
    private final List<Protocol> protocols;
    private final String ownFingerprint;
    private final List<Network> networks;
    private final Deadline deadline;
    private final Map<String, Integer> running = new ConcurrentHashMap<>();
    private volatile String alias = "";
    private final Map<Integer, String> holders = new ConcurrentHashMap<>();

    PortCheck(List<Protocol> protocols, String ownFingerprint, List<Network> networks, Deadline deadline) {
        this.protocols = protocols;
        this.ownFingerprint = ownFingerprint;
        this.networks = networks;
        this.deadline = deadline;
    }

    /** Asks who serves at the usual ports, where that can be asked. */
    void identify() {
        for (Protocol protocol : protocols) {
            if (isHeld(protocol.defaultPort())) {
                holder(protocol).ifPresent(found -> take(protocol, found));
            }
        }
    }

    /** Someone announced itself from this computer under our fingerprint: that is the Wherry that runs, if it proves it. */
    void heard(Announcement own, InetAddress from) throws InterruptedException {
        for (Protocol protocol : protocols) {
            Integer port =
                    own.also().getOrDefault(protocol.name(), protocol.name().equals(own.protocol()) ? own.port() : 0);
            if (port != 0 && running.isEmpty()) {
                InetSocketAddress at = new InetSocketAddress(from, port);
                deadline.answer(() -> protocol.identify(at))
                        .filter(this::isOurs)
                        .ifPresent(found -> take(protocol, found));
            }
        }
    }

    private Optional<Announcement> holder(Protocol protocol) {
        Set<InetAddress> addresses = new LinkedHashSet<>(List.of(InetAddress.getLoopbackAddress()));
        networks.forEach(network -> addresses.addAll(network.addresses()));
        return addresses.stream()
                .flatMap(address -> protocol.identify(new InetSocketAddress(address, protocol.defaultPort())).stream())
                .findFirst();
    }

    private void take(Protocol protocol, Announcement found) {
        if (isOurs(found)) {
            running.putAll(found.also());
            running.put(protocol.name(), found.port());
            alias = found.alias();
            return;
        }
        holders.put(found.port(), found.alias());
        found.also().values().forEach(port -> holders.put(port, found.alias()));
    }

    private boolean isOurs(Announcement found) {
        return found.fingerprint().filter(ownFingerprint::equalsIgnoreCase).isPresent();
    }

    /** The Wherry of the same home that runs, if one was found. */
    Station station() {
        return running.isEmpty() ? Station.NONE : new Station(running, alias, Station.Whose.RUNNING);
    }

    /** The usual ports that somebody else holds at this moment. */
    Set<Integer> taken() {
        return protocols.stream()
                .map(Protocol::defaultPort)
                .filter(port -> !running.containsValue(port) && isHeld(port))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Takes down whose the ports are: one finding for each program that holds some. */
    void conclude(Set<Integer> taken, Chart chart) {
        for (Protocol protocol : protocols) {
            chart.check(
                    "port-" + protocol.defaultPort() + "-usable",
                    Check.Result.of(!taken.contains(protocol.defaultPort())));
        }
        Map<String, List<String>> byHolder = new LinkedHashMap<>();
        taken.forEach(port -> byHolder.computeIfAbsent(holders.getOrDefault(port, ""), any -> new ArrayList<>())
                .add(String.valueOf(port)));
        byHolder.forEach((holder, ports) -> {
            String joined = String.join(Sentences.of("doctor.and"), ports);
            String key = "doctor.port-taken" + (holder.isEmpty() ? "" : ".named") + (ports.size() > 1 ? ".many" : "");
            chart.add(
                    Cause.PORT_TAKEN,
                    Certainty.CERTAIN,
                    "",
                    "",
                    Sentences.of(key, joined, DisplayText.escape(holder)),
                    Sentences.of("doctor.port-taken.advice", joined),
                    Optional.empty());
        });
    }

    /** Whether somebody listens there; asks by claiming the port without listening at it. */
    static boolean isHeld(int port) {
        try (Socket socket = new Socket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return false;
        } catch (BindException taken) {
            return true;
        } catch (IOException cannotTell) {
            return false;
        }
    }
}
