package wherry.doctor;

import java.net.Inet4Address;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import wherry.protocol.Protocol;
import wherry.protocol.Reach;
import wherry.transfer.AddressText;
import wherry.transfer.DisplayText;
import wherry.transfer.Network;

/** Draws conclusions from who was heard, who called, and what they say, on one network. */
final class ContactCheck {
    /** Whoever hears an announcement calls within that time. */
    private static final long CALLS_WITHIN = TimeUnit.SECONDS.toNanos(3);
    /** Of those who make one every two seconds; within the longer time there are mostly two. */
    private static final long ONE_ANNOUNCEMENT = TimeUnit.MILLISECONDS.toNanos(2_200);

    private static final long SOME_ANNOUNCEMENTS = TimeUnit.MILLISECONDS.toNanos(3_700);

    private final Network network;
    private final List<Contact> contacts;
    private final List<Protocol> protocols;
    private final Chart chart;

    /** @param contacts of that network */
    ContactCheck(Network network, List<Contact> contacts, List<Protocol> protocols, Chart chart) {
        this.network = network;
        this.contacts = contacts;
        this.protocols = protocols;
        this.chart = chart;
    }

    /**
     * Whether waiting a little longer may settle something.
     *
     * @param listenedNanos for how long the groups have been listened to
     */
    static boolean isOpen(
            Contact contact, List<Protocol> protocols, Station station, long announcedNanosAgo, long listenedNanos) {
        boolean mayCall = station.whose() == Station.Whose.OURS
                && !contact.called()
                && contact.reach().isEmpty()
                && announcedNanosAgo < CALLS_WITHIN;
        boolean mayBeHeard = !missing(contact, protocols).isEmpty()
                && (listenedNanos < SOME_ANNOUNCEMENTS || contact.sinceNanos() < ONE_ANNOUNCEMENT);
        boolean mayTell = contact.reach().filter(Reach.NOT_NOW::equals).isPresent();
        return !contact.asked() || mayCall || mayBeHeard || mayTell;
    }

    /** Those among the repeated that it was not heard in, although it was met. */
    private static Set<String> missing(Contact contact, List<Protocol> protocols) {
        if (contact.heardIn().isEmpty() && !contact.called()) {
            return Set.of();
        }
        return repeated(contact, protocols).stream()
                .filter(protocol -> !contact.heardIn().contains(protocol))
                .collect(Collectors.toSet());
    }

    /** The protocols that it serves, whose announcements are repeated all the time. */
    private static Set<String> repeated(Contact contact, List<Protocol> protocols) {
        Set<String> served = contact.known().map(known -> known.also().keySet()).orElse(Set.of());
        return protocols.stream()
                .filter(protocol -> protocol.announcements().repetitions() == Integer.MAX_VALUE)
                // A group that was set by hand has no companion in IPv6.
                .filter(protocol -> contact.address() instanceof Inet4Address
                        || protocol.announcements().linkGroup().isPresent())
                .map(Protocol::name)
                .filter(served::contains)
                .collect(Collectors.toSet());
    }

    void incoming(Station station, long announcedNanosAgo) {
        List<Contact> asked =
                contacts.stream().filter(contact -> contact.reach().isPresent()).toList();
        boolean reached = contacts.stream().anyMatch(Contact::called)
                || asked.stream()
                        .anyMatch(contact -> contact.reach().get().connects().orElse(false));
        boolean certainlyNot = asked.stream()
                .anyMatch(contact -> !contact.reach().get().connects().orElse(true));
        boolean likelyNot = station.whose() == Station.Whose.OURS
                && announcedNanosAgo >= CALLS_WITHIN
                && contacts.stream()
                        .anyMatch(contact -> contact.known().isPresent()
                                && contact.asked()
                                && contact.reach().isEmpty()
                                && !contact.heardIn().isEmpty()
                                && contact.sinceNanos() >= CALLS_WITHIN / 2);
        Check.Result result =
                reached ? Check.Result.YES : certainlyNot || likelyNot ? Check.Result.NO : Check.Result.UNKNOWN;
        chart.check("reached-by-others", network.name(), result);
        if (result == Check.Result.NO && !chart.has(network.name(), Cause.VPN_ROUTE)) {
            Certainty certainty = certainlyNot ? Certainty.CERTAIN : Certainty.LIKELY;
            chart.firewall(Cause.TCP_IN_BLOCKED, certainty, network.name(), Firewall.Way.IN);
        }
    }

    /** What others say of our announcements. */
    void heardByOthers() {
        Check.Result result = contacts.stream()
                        .noneMatch(contact ->
                                contact.reach().flatMap(Reach::connects).isPresent())
                ? Check.Result.UNKNOWN
                : Check.Result.of(contacts.stream()
                        .flatMap(contact -> contact.reach().stream())
                        .anyMatch(reach -> !reach.heard().isEmpty()));
        chart.check("heard-by-others", network.name(), result);
    }

    void forwarding(long listenedNanos) {
        List<Contact> lacking = contacts.stream()
                .filter(contact -> contact.sinceNanos() >= ONE_ANNOUNCEMENT)
                .filter(contact -> !missing(contact, protocols).isEmpty())
                .toList();
        Set<String> groups =
                contacts.stream().flatMap(contact -> contact.heardIn().stream()).collect(Collectors.toSet());
        boolean some = lacking.stream().anyMatch(contact -> !groups.containsAll(missing(contact, protocols)));
        Check.Result result = Check.Result.UNKNOWN;
        if (some && listenedNanos >= SOME_ANNOUNCEMENTS) {
            result = Check.Result.NO;
        } else if (!some && contacts.stream().anyMatch(this::isHeardInAll)) {
            result = Check.Result.YES;
        }
        chart.check("groups-forwarded", network.name(), result);
        if (result == Check.Result.NO && !chart.has(network.name(), Cause.UDP_IN_BLOCKED)) {
            Contact first = lacking.get(0);
            chart.finding(Cause.GROUP_NOT_FORWARDED, Certainty.LIKELY, network.name(), "", name(first));
        }
    }

    /** Nothing is known of groups from those who repeat nothing, or whose next announcement is still to come. */
    private boolean isHeardInAll(Contact contact) {
        Set<String> repeated = repeated(contact, protocols);
        return !repeated.isEmpty() && contact.heardIn().containsAll(repeated);
    }

    private static String name(Contact contact) {
        String alias =
                contact.known().map(known -> DisplayText.escape(known.alias())).orElse("");
        return alias.isEmpty() ? AddressText.of(contact.address()) : alias;
    }

    /** Whoever is heard and does not resolve, while the router does, is kept apart from us. */
    void isolation() {
        Neighbours now = Neighbours.now();
        boolean gateway = Neighbours.gateway(network.name())
                .filter(at -> now.state(at) == Neighbours.State.ALIVE)
                .isPresent();
        contacts.stream()
                .filter(contact ->
                        !contact.heardIn().isEmpty() && contact.known().isEmpty())
                .filter(contact -> gateway && now.state(contact.address()) == Neighbours.State.SILENT)
                .filter(contact -> !chart.has(network.name(), Cause.VPN_ROUTE, Cause.TCP_OUT_BLOCKED))
                .findFirst()
                .ifPresent(contact -> chart.finding(
                        Cause.CLIENT_ISOLATION, Certainty.CERTAIN, network.name(), name(contact), name(contact)));
    }

    /** @param thrownAway how many datagrams of the whole computer; empty when that is unknown */
    void reversePath(OptionalLong thrownAway, ReversePath filter) {
        boolean rises = thrownAway.orElse(0) > 0 && filter.isOn(network.name()) && contacts.isEmpty();
        Check.Result result = thrownAway.isEmpty() ? Check.Result.UNKNOWN : Check.Result.of(!rises);
        chart.check("path-back-known", network.name(), result);
        if (rises && !chart.has(network.name(), Cause.VPN_ROUTE, Cause.UDP_IN_BLOCKED)) {
            chart.finding(Cause.REVERSE_PATH_FILTER, Certainty.LIKELY, network.name(), "", network.name());
        }
    }
}
