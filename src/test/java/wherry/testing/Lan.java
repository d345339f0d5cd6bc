package wherry.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A local network of our own: computers, each a network namespace with {@code eth0}, on one switch. Needs root. */
public final class Lan implements AutoCloseable {
    private final Namespaces computers = new Namespaces();
    private final String aSwitch;
    private int ports;

    /** A switch with nobody on it. */
    public Lan() throws IOException, InterruptedException {
        aSwitch = computers.add();
        computers.inside(aSwitch, "ip", "link", "add", "br0", "type", "bridge", "mcast_snooping", "0");
        computers.inside(aSwitch, "ip", "link", "set", "br0", "up");
    }

    /** A computer with an address in 10.77.0.0/24; returns its name. */
    public String add(int number) throws IOException, InterruptedException {
        String name = addWithoutAddress();
        computers.inside(name, "ip", "address", "add", "10.77.0." + number + "/24", "dev", "eth0");
        return name;
    }

    /** A computer with nothing but what it gives itself; returns its name. */
    public String addWithoutAddress() throws IOException, InterruptedException {
        String name = computers.add();
        String port = "p" + ++ports;
        computers.inside(aSwitch, "ip", "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", name);
        computers.inside(aSwitch, "ip", "link", "set", port, "master", "br0");
        computers.inside(aSwitch, "ip", "link", "set", port, "up");
        // Or else its own address is not to be used for a second or two.
        computers.inside(name, "sh", "-c", "echo 0 > /proc/sys/net/ipv6/conf/eth0/accept_dad");
        computers.inside(name, "ip", "link", "set", "eth0", "up");
        computers.inside(name, "sh", "-c", "until grep -q up /sys/class/net/eth0/operstate; do sleep 0.05; done");
        return name;
    }

    /** The address that it has on its own link, as soon as it has one. */
    public String linkLocal(String computer) throws IOException, InterruptedException {
        computers.inside(
                computer,
                "sh",
                "-c",
                "until ip -6 address show dev eth0 | grep -q 'scope link *$'; do sleep 0.05; done");
        Process ip = computers.start(computer, List.of("ip", "-6", "-o", "address", "show", "dev", "eth0"));
        String text = new String(ip.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return text.replaceFirst("(?s).* inet6 (fe80:[0-9a-f:]+)/.*", "$1");
    }

    /** Its firewall throws away all UDP that comes in: multicast, too. */
    public void dropUdp(String computer) throws IOException, InterruptedException {
        computers.inside(
                computer,
                "nft",
                "add table inet wall; add chain inet wall in { type filter hook input priority 0; };"
                        + " add rule inet wall in meta l4proto udp drop");
    }

    /** The switch holds multicast back, and passes on what is for everybody. */
    public void holdMulticastBack() throws IOException, InterruptedException {
        computers.inside(
                aSwitch,
                "nft",
                "add table bridge wall; add chain bridge wall on { type filter hook forward priority 0; };"
                        + " add rule bridge wall on ether daddr ff:ff:ff:ff:ff:ff accept;"
                        + " add rule bridge wall on ether daddr & 01:00:00:00:00:00 == 01:00:00:00:00:00 drop");
    }

    /** Its own firewall keeps it from asking address after address who is alive. */
    public void dropSweeps(String computer) throws IOException, InterruptedException {
        computers.inside(
                computer,
                "nft",
                "add table inet sweeps; add chain inet sweeps out { type filter hook output priority 0; };"
                        + " add rule inet sweeps out udp dport 9 drop");
    }

    /** Counts the TCP connections that it begins; read by {@link #connects}. */
    public void countConnects(String computer) throws IOException, InterruptedException {
        computers.inside(
                computer,
                "nft",
                "add table inet count; add chain inet count out { type filter hook output priority 0; };"
                        + " add counter inet count connects; add rule inet count out tcp flags & (syn | ack) == syn counter name connects");
    }

    public int connects(String computer) throws IOException {
        return counter(computer, "connects");
    }

    /** Counts what it sends but for UDP; read by {@link #sent}. */
    public void countSent(String computer) throws IOException, InterruptedException {
        computers.inside(
                computer,
                "nft",
                "add table inet sent; add chain inet sent out { type filter hook output priority 0; };"
                        + " add counter inet sent everything; add rule inet sent out udp dport 54321 accept;"
                        + " add rule inet sent out oifname eth0 counter name everything");
    }

    public int sent(String computer) throws IOException {
        return counter(computer, "everything");
    }

    private int counter(String computer, String name) throws IOException {
        Process nft = computers.start(computer, List.of("nft", "list", "counters"));
        String text = new String(nft.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        java.util.regex.Matcher matcher = java.util.regex.Pattern.compile("counter " + name + " \\{\\s*packets (\\d+)")
                .matcher(text);
        if (!matcher.find()) {
            throw new IOException("no counter: " + text);
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** A cable is pulled, or put back: {@code down} or {@code up}. */
    public void set(String computer, String state) throws IOException, InterruptedException {
        computers.inside(computer, "ip", "link", "set", "eth0", state);
    }

    public void inside(String computer, String... command) throws IOException, InterruptedException {
        computers.inside(computer, command);
    }

    public Process start(String computer, Class<?> main, String... arguments) throws IOException {
        return computers.start(computer, main, arguments);
    }

    /** Starts any command there. */
    public Process start(String computer, List<String> command) throws IOException {
        return computers.start(computer, command);
    }

    /** Wherry as users start it, with a home of its own. */
    public Lines wherry(String computer, Path home, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        return new Lines(start(computer, wherryMain(), all.toArray(String[]::new)));
    }

    private static Class<?> wherryMain() {
        try {
            return Class.forName("wherry.Main");
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        computers.close();
    }
}
