package wherry.ui;

import java.awt.EventQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import wherry.settings.Settings;
import wherry.settings.Trust;
import wherry.settings.TrustStore;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.OfferedFile;
import wherry.transfer.Peer;
import wherry.transfer.PinReason;
import wherry.transfer.Presence;
import wherry.transfer.Security;
import wherry.transfer.Transfer;
import wherry.transfer.TransferState;
import wherry.transfer.Visibility;
import wherry.ui.desktop.DesktopOpener;
import wherry.ui.desktop.SystemChooser;
import wherry.ui.widgets.Background;

/** Opens the window on a made-up scene, to look at and to take pictures of: {@code Showroom full light}. */
final class Showroom {
    private static RecordingNode node;

    private Showroom() {}

    public static void main(String[] arguments) {
        String scene = arguments[0];
        Appearance.prepare();
        Settings settings = Settings.defaults("Quiet Fox", Path.of("/home/fox/Downloads/Wherry"))
                .withTheme(arguments[1].equals("dark") ? Settings.Theme.DARK : Settings.Theme.LIGHT);
        Settings placed = arguments.length < 3 ? settings : settings.withWindow(Optional.of(place(arguments[2])));
        TrustStore trust =
                TrustStore.open(Path.of(System.getProperty("java.io.tmpdir"), "showroom"), Clock.systemUTC());
        try {
            trust.put(new Trust(
                    "AB".repeat(32), "Bright Otter", Trust.Decision.ACCEPT, Optional.empty(), Optional.empty()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        EventQueue.invokeLater(() -> {
            Appearance.apply(Appearance.brightness(settings.theme()));
            MainFrame frame = new MainFrame(
                    placed,
                    new MainFrame.Outside(
                            events -> node = new RecordingNode(events),
                            kept -> {},
                            trust,
                            new SystemChooser(),
                            new DesktopOpener(),
                            new RecordingExaminer().finding(Scenes.finding()),
                            Remembered.in(Path.of(System.getProperty("java.io.tmpdir"), "showroom")),
                            Background.inOrder("showroom")),
                    () -> System.exit(0));
            frame.open();
            show(scene).forEach(node::tell);
        });
    }

    /** {@code 640x480}. */
    private static Settings.WindowPlace place(String size) {
        String[] sides = size.split("x");
        return new Settings.WindowPlace(40, 40, Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }

    private static List<Event> show(String scene) {
        List<Event> events = new ArrayList<>(List.of(Scenes.networks(Optional.of("wlan0")), Scenes.visible()));
        switch (scene) {
            case "full" -> full(events);
            case "empty" ->
                events.add(Scenes.logged(
                        11,
                        "Starting server. IP = 192.168.1.20  Port = 54321  Repository = /home/fox/Downloads/Wherry"));
            case "none" -> events.add(new Event.VisibilityChanged(new Visibility.NoNetwork()));
            case "taken" -> events.add(new Event.VisibilityChanged(new Visibility.PortTaken(54321)));
            case "many" -> many(events);
            case "long" -> longNames(events);
            case "phone" -> phone(events);
            case "pin" -> pin(events);
            case "rows" -> events.addAll(RowScenes.rows());
            default -> throw new IllegalArgumentException(scene);
        }
        return events;
    }

    private static void full(List<Event> events) {
        events.add(new Event.PeersChanged(List.of(
                Scenes.verified("Bright Otter", "192.168.1.40", "AB".repeat(32)),
                Scenes.here("", "192.168.1.31"),
                Scenes.here("Merry Heron", "192.168.1.44"),
                Scenes.peer("nas", "NAS", "192.168.1.5", Presence.AWAY))));
        events.add(changed(Scenes.ended(
                "1",
                Direction.SENDING,
                "holiday.zip",
                "NAS",
                TransferState.FAILED,
                "Nobody answered at that address in time.")));
        events.add(changed(
                Scenes.ended("2", Direction.SENDING, "notes.txt", "192.168.1.31", TransferState.UNCONFIRMED, "")));
        events.add(changed(
                Scenes.saved("3", "photo.jpg", "192.168.1.31", Path.of("/home/fox/Downloads/Wherry/photo.jpg"))));
        events.add(changed(Scenes.moving("4", Direction.SENDING, "12 files", "Bright Otter", 512_000_000, 812_000_000)
                .over("localsend", new Security.Verified("AB".repeat(32)))));
        events.add(new Event.OfferOpened(Scenes.offer("o", "192.168.1.31", "photo.jpg", 1_234_567)));
        events.add(new Event.OfferOpened(Scenes.offer("p", "Merry Heron", "score.pdf", 88_000)));
        events.add(Scenes.logged(
                11, "Starting server. IP = 192.168.1.20  Port = 54321  Repository = /home/fox/Downloads/Wherry"));
        events.add(Scenes.logged(12, "Received \"hello world\" from 192.168.1.31:40112"));
        events.add(Scenes.logged(14, "Connect from 192.168.1.31:49152"));
        events.add(Scenes.logged(14, "Uploading photo.jpg (1 234 567 bytes)"));
        events.add(Scenes.logged(15, "Finished."));
    }

    /** Offers and texts as phones send them, one of them under a name that belongs to another key. */
    private static void phone(List<Event> events) {
        String known = "AB".repeat(32);
        events.add(new Event.PeersChanged(List.of(
                Scenes.verified("Bright Otter", "192.168.1.40", known),
                Scenes.here("", "192.168.1.31"),
                Scenes.verified("Merry Heron", "192.168.1.44", "CD".repeat(32)))));
        events.add(new Event.OfferOpened(Scenes.offer(
                "o",
                "Bright Otter",
                new Security.Verified("EF".repeat(32)),
                IntStream.range(0, 15)
                        .mapToObj(i -> new OfferedFile("holiday/IMG_20" + (10 + i) + ".jpg", 2_345_678L + 99_999L * i))
                        .toList())));
        events.add(new Event.TextReceived(
                "Merry Heron",
                new InetSocketAddress("192.168.1.44", 49152),
                new Security.Verified("CD".repeat(32)),
                "The tide table is here:\nhttps://example.org/tides?place=Wherry%20Quay"));
        events.add(changed(Scenes.saved("3", "letter.pdf", "Merry Heron", Path.of("/tmp/x"))
                .over("localsend", new Security.Verified("CD".repeat(32)))));
    }

    /** A receiver that wants a PIN, and has got a wrong one; and an offer of nothing but folders. */
    private static void pin(List<Event> events) {
        events.add(new Event.PeersChanged(List.of(
                Scenes.verified("Bright Otter", "192.168.1.40", "AB".repeat(32)), Scenes.here("", "192.168.1.31"))));
        Transfer asking = Scenes.transfer("1", Direction.SENDING, "holiday.zip", "Bright Otter", TransferState.ASKING);
        events.add(changed(asking));
        events.add(new Event.PinWanted(asking, PinReason.WRONG));
        events.add(new Event.OfferOpened(Scenes.folders("o", "Merry Heron", "holiday/empty", "holiday/later")));
        events.add(changed(Scenes.ended(
                "2",
                Direction.SENDING,
                "12 files",
                "Bright Otter",
                TransferState.DONE,
                "Delivered; 7 of 12 files were there already.")));
    }

    private static void many(List<Event> events) {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            peers.add(Scenes.here("Peer " + i, "10.0." + i / 250 + "." + (i % 250 + 1)));
            events.add(changed(Scenes.moving(
                    "t" + i,
                    i % 2 == 0 ? Direction.SENDING : Direction.RECEIVING,
                    "file " + i,
                    "Peer " + i,
                    i * 1_000_000L,
                    1_000_000_000)));
            events.add(Scenes.logged(i % 60, "Connect from 10.0.0.1:" + i));
        }
        events.add(new Event.PeersChanged(peers));
    }

    private static void longNames(List<Event> events) {
        String name = "Ein ganz außerordentlich langer Name eines Rechners im dritten St";
        events.add(new Event.PeersChanged(List.of(
                Scenes.here(name, "192.168.100.140"),
                Scenes.here("<html><h1>Big</h1>", "192.168.1.31"),
                Scenes.here("日本語の名前 مرحبا", "192.168.1.44"),
                Scenes.peer("x", name + "x", "192.168.1.5", Presence.AWAY))));
        String file = "A very long file name that somebody gave to a picture of a boat on the river Thames.tar.gz";
        events.add(
                changed(
                        Scenes.ended(
                                "1",
                                Direction.SENDING,
                                file,
                                name,
                                TransferState.FAILED,
                                "The other side broke off the connection. Original servers of 2009 cannot take a file of this size; make it one byte longer and send it again.")));
        events.add(changed(Scenes.saved("3", file, name, Path.of("/tmp/x"))));
        events.add(changed(Scenes.moving("4", Direction.SENDING, file, name, 2_512_000_000L, 8_812_000_000L)));
        events.add(new Event.OfferOpened(Scenes.offer("o", name, file, 1_234_567)));
        events.add(Scenes.logged(
                11,
                "Starting server. IP = 192.168.1.20  Port = 54321  Repository = /home/fox/" + "Downloads/".repeat(20)));
    }

    private static Event changed(Transfer transfer) {
        return new Event.TransferChanged(transfer);
    }
}
