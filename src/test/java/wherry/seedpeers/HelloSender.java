package wherry.seedpeers;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;

/** The phone of 2009 that multicasts {@code hello world} every two seconds, and knows nothing of Wherry. */
public final class HelloSender {
    public static final InetSocketAddress GROUP = new InetSocketAddress("224.202.20.30", 54321);

    private HelloSender() {}

    /** Arguments: address of the interface, how often, and, for tests that must not hear each other, the port. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = arguments.length > 2 ? Integer.parseInt(arguments[2]) : GROUP.getPort();
        send(InetAddress.getByName(arguments[0]), Integer.parseInt(arguments[1]), port);
    }

    /** From a free port of its own, with the time to live that multicast has when nobody sets it: 1. */
    public static void send(InetAddress at, int count, int port) throws IOException, InterruptedException {
        byte[] hello = "hello world".getBytes(StandardCharsets.US_ASCII);
        try (MulticastSocket sender = new MulticastSocket(new InetSocketAddress(0))) {
            sender.setNetworkInterface(NetworkInterface.getByInetAddress(at));
            for (int i = 0; i < count; i++) {
                if (i > 0) {
                    Thread.sleep(2000);
                }
                sender.send(new DatagramPacket(hello, hello.length, GROUP.getAddress(), port));
                System.out.println("Message sent (" + hello.length + " bytes)");
            }
        }
    }
}
