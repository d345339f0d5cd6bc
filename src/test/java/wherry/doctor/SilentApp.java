package wherry.doctor;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A LocalSend app that answers when it is asked, and announcements by multicast only, as when it cannot connect. */
final class SilentApp {
    private static final int PORT = 53317;
    private static final InetSocketAddress GROUP = new InetSocketAddress("224.0.0.167", PORT);

    private SilentApp() {}

    public static void main(String[] arguments) throws IOException {
        byte[] device = device().getBytes(StandardCharsets.UTF_8);
        ServerSocket server = new ServerSocket(PORT);
        Thread thread = new Thread(() -> serve(server, device), "app");
        thread.setDaemon(true);
        thread.start();
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

    private static void serve(ServerSocket server, byte[] device) {
        while (true) {
            try (Socket socket = server.accept()) {
                // Whoever begins with TLS is refused, and comes again without.
                boolean http = socket.getInputStream().read() == 'G';
                String head = http ? "HTTP/1.1 200 OK" : "HTTP/1.1 400 Bad Request";
                byte[] body = http ? device : new byte[0];
                String answer = head + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(body);
                socket.shutdownOutput();
                socket.getInputStream().readNBytes(1 << 16);
            } catch (IOException gone) {
                System.out.println(gone.getMessage());
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
