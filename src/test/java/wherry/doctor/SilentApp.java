package wherry.doctor;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;

/** A LocalSend app that answers when it is asked, and announcements by multicast only, as when it cannot connect. */
final class SilentApp {
    private static final int PORT = 53317;
    private static final InetSocketAddress GROUP = new InetSocketAddress("224.0.0.167", PORT);

    private SilentApp() {}

    public static void main(String[] arguments) throws IOException {
        byte[] device = device().getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(PORT), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, device.length);
            exchange.getResponseBody().write(device);
            exchange.close();
        });
        server.start();
        try (MulticastSocket socket = new MulticastSocket(PORT)) {
            NetworkInterface eth0 = NetworkInterface.getByName("eth0");
            socket.setNetworkInterface(eth0);
            socket.joinGroup(GROUP, eth0);
            System.out.println("listening");
            byte[] buffer = new byte[1500];
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                InetAddress from = packet.getAddress();
                if (NetworkInterface.getByInetAddress(from) == null) {
                    socket.send(new DatagramPacket(device, device.length, GROUP));
                }
            }
        }
    }

    private static String device() {
        JsonObject device = new JsonObject();
        device.addProperty("alias", "Silent App");
        device.addProperty("version", "2.1");
        device.addProperty("deviceModel", "Test");
        device.addProperty("deviceType", "mobile");
        device.addProperty("fingerprint", "silent-app");
        device.addProperty("port", PORT);
        device.addProperty("protocol", "http");
        device.addProperty("download", false);
        device.addProperty("announce", false);
        device.addProperty("announcement", false);
        return device.toString();
    }
}
