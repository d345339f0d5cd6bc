package wherry.ui;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import wherry.settings.Star;
import wherry.transfer.DeviceKind;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Peer;
import wherry.transfer.Presence;
import wherry.transfer.TransferState;
import wherry.ui.shelf.ShelfItem;

/** Devices and things to send for a window to show. */
final class NearbyScenes {
    static final String ANNA = "CD".repeat(32);
    static final String ANNAS_PHONE = "Anna\u2019s phone";
    private static final String OTTER = "AB".repeat(32);

    private NearbyScenes() {}

    static Star star() {
        return new Star(ANNA, ANNAS_PHONE, "192.168.1.23:53317");
    }

    static List<Event> three() {
        List<Event> events = new ArrayList<>();
        events.add(new Event.PeersChanged(List.of(
                Scenes.verified(ANNAS_PHONE, "192.168.1.23", ANNA).withDevice(DeviceKind.of("mobile", "iPhone")),
                Scenes.verified("Bright Otter", "192.168.1.31", OTTER).withDevice(DeviceKind.of("desktop", "Wherry")),
                Scenes.here("", "192.168.1.40"))));
        events.add(Scenes.logged(
                11, "Starting server. IP = 192.168.1.20  Port = 54321  Repository = /home/fox/Downloads/Wherry"));
        return events;
    }

    /** An evening with friends. */
    static List<Event> readme() {
        Instant now = Instant.now();
        return List.of(
                new Event.PeersChanged(List.of(
                        Scenes.verified(ANNAS_PHONE, "192.168.1.23", ANNA)
                                .withDevice(DeviceKind.of("mobile", "iPhone")),
                        Scenes.verified("Bright Otter", "192.168.1.31", OTTER)
                                .withDevice(DeviceKind.of("desktop", "Wherry")),
                        Scenes.verified("Merry Heron", "192.168.1.44", "EF".repeat(32))
                                .withDevice(DeviceKind.of("mobile", "Pixel")),
                        Scenes.verified("Attic", "192.168.1.5", "12".repeat(32))
                                .withDevice(DeviceKind.of("headless", "Linux")),
                        Scenes.here("", "192.168.1.40"))),
                changed(RowScenes.transfer(
                        "1",
                        Direction.SENDING,
                        "minutes.odt",
                        "Bright Otter",
                        1,
                        48_211,
                        TransferState.DONE,
                        "Delivered.",
                        now.minus(9, ChronoUnit.MINUTES))),
                changed(RowScenes.transfer(
                        "2",
                        Direction.SENDING,
                        "score.pdf and tune.mp3",
                        "Merry Heron",
                        2,
                        5_300_000,
                        TransferState.DONE,
                        "Delivered.",
                        now.minus(4, ChronoUnit.MINUTES))),
                changed(RowScenes.transfer(
                        "3",
                        Direction.RECEIVING,
                        "holiday",
                        ANNAS_PHONE,
                        12,
                        48_000_000,
                        TransferState.MOVING,
                        "",
                        now)),
                Event.Logged.now("Anna\u2019s phone is here (192.168.1.23, iPhone)"),
                Event.Logged.done("Sent score.pdf and tune.mp3 to Merry Heron: delivered."),
                Event.Logged.now("Receiving holiday (12 files) from Anna\u2019s phone"));
    }

    private static Event changed(wherry.transfer.Transfer transfer) {
        return new Event.TransferChanged(transfer);
    }

    /** As many as there are at a party, with the names that people give. */
    static List<Event> forty() {
        List<String> names = List.of(
                "بيت البحر",
                "अनन्या का फ़ोन",
                "小明的手机",
                "🦊 Foxphone 🎉",
                "Ein ganz außerordentlich langer Name eines Rechners im dritten St",
                "<html><h1>Big</h1>",
                "Zoë",
                "Émile",
                "Ärger");
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String name = i < names.size() ? names.get(i) : i % 9 == 0 ? "Merry Heron" : "Guest " + i;
            String host = "192.168.1." + (20 + i);
            DeviceKind kind = DeviceKind.of(
                    List.of("mobile", "desktop", "web", "headless").get(i % 4),
                    List.of("iPhone", "Wherry", "Chrome", "Linux").get(i % 4));
            Peer peer =
                    i % 7 == 3 ? Scenes.here(name, host) : Scenes.verified(name, host, String.format("%064X", i + 1));
            peers.add(i % 11 == 5 ? peer.withPresence(Presence.AWAY) : peer.withDevice(kind));
        }
        return List.of(new Event.PeersChanged(peers));
    }

    /** Files, a folder and a text, on the disk as far as they must be. */
    static List<ShelfItem.Content> things(Path folder) throws IOException {
        Path album = Files.createDirectories(folder.resolve("Sketches"));
        Files.write(album.resolve("boat.svg"), new byte[3_100_000]);
        Path sunset = folder.resolve("Evening.jpg");
        ImageIO.write(landscape(new Color(0x2B5C8A), new Color(0xF6B26B), new Color(0x1E3A46)), "jpg", sunset.toFile());
        Path morning = folder.resolve("Quay.jpg");
        ImageIO.write(
                landscape(new Color(0x9AD0E8), new Color(0xF4F1DE), new Color(0x3E7C59)), "jpg", morning.toFile());
        Path plan = Files.write(folder.resolve("Plan.pdf"), new byte[412_000]);
        return List.of(
                new ShelfItem.PathContent(sunset),
                new ShelfItem.PathContent(morning),
                new ShelfItem.PathContent(album),
                new ShelfItem.PathContent(plan),
                new ShelfItem.TextContent("High tide at 18:40 https://example.org/tides"));
    }

    private static BufferedImage landscape(Color sky, Color horizon, Color hills) {
        BufferedImage picture = new BufferedImage(900, 700, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setPaint(new GradientPaint(0, 0, sky, 0, 480, horizon));
        g.fillRect(0, 0, 900, 700);
        g.setColor(new Color(0xFFF3D6));
        g.fillOval(560, 250, 150, 150);
        g.setColor(hills);
        g.fill(new Polygon(new int[] {0, 260, 520, 900, 900, 0}, new int[] {520, 300, 520, 380, 700, 700}, 6));
        g.setPaint(new GradientPaint(0, 540, horizon.darker(), 0, 700, sky.darker()));
        g.fillRect(0, 560, 900, 140);
        g.dispose();
        return picture;
    }
}
