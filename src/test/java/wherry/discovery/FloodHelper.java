package wherry.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Sends announcements of others who are not there into both groups, from many ports, as fast as it is told to. */
public final class FloodHelper {
    private static final int PORTS = 64;

    private FloodHelper() {}

    /** Arguments: how many datagrams a second, and for how many seconds. Prints how many were sent. */
    public static void main(String[] arguments) throws IOException {
        int rate = Integer.parseInt(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        NetworkInterface eth0 = NetworkInterface.getByName("eth0");
        List<DatagramChannel> channels = new ArrayList<>();
        for (int i = 0; i < PORTS; i++) {
            DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, eth0);
            channels.add(channel);
        }
        List<InetSocketAddress> groups = List.of(
                new InetSocketAddress(InetAddress.getByName("224.202.20.30"), 54321),
                new InetSocketAddress(InetAddress.getByName("224.0.0.167"), 53317));
        long begun = System.nanoTime();
        long sent = 0;
        System.out.println("flooding");
        while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(seconds)) {
            long due = rate * (System.nanoTime() - begun) / TimeUnit.SECONDS.toNanos(1);
            for (; sent < due; sent++) {
                ByteBuffer datagram = ByteBuffer.wrap(announcement(sent).getBytes(StandardCharsets.UTF_8));
                channels.get((int) (sent % PORTS)).send(datagram, groups.get((int) (sent % groups.size())));
            }
            Thread.onSpinWait();
        }
        System.out.println("sent " + sent);
    }

    private static String announcement(long number) {
        String form = number % 2 == 0
                ? "{\"alias\":\"Nobody\",\"version\":\"1.0\",\"fingerprint\":\"%064X\",\"port\":40000,\"protocol\":\"homebrew\"}"
                : "{\"alias\":\"Nobody\",\"version\":\"2.1\",\"fingerprint\":\"%064X\",\"port\":53317,\"protocol\":\"https\",\"announce\":true}";
        return String.format(Locale.ROOT, form, number);
    }
}
