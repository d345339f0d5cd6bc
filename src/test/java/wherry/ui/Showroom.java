package wherry.ui;

import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.swing.AbstractButton;
import javax.swing.JList;
import javax.swing.Timer;
import javax.swing.text.BadLocationException;
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
import wherry.ui.desktop.SystemChooser;
import wherry.ui.widgets.Background;

/** Opens the window on a made-up scene, to look at and to take pictures of: {@code Showroom full light}. */
final class Showroom {
    private static RecordingNode node;
    private static final String READY = "Ready";
    private static MainFrame frame;
    private static int[] chosen;
    private static Path home;

    private Showroom() {}

    public static void main(String[] arguments) {
        Appearance.prepare();
        Settings.Theme theme = arguments[1].equals("dark") ? Settings.Theme.DARK : Settings.Theme.LIGHT;
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "showroom");
        EventQueue.invokeLater(() -> open(arguments[0], theme, folder, () -> System.exit(0)));
    }

    /** Where one peer is known, and another one's code was compared. */
    private static TrustStore trust(Path folder) {
        TrustStore trust = TrustStore.open(folder, Clock.systemUTC());
        try {
            trust.put(new Trust(
                    "AB".repeat(32), "Bright Otter", Trust.Decision.ACCEPT, Optional.empty(), Optional.empty()));
            trust.check(NearbyScenes.ANNA, NearbyScenes.ANNAS_PHONE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return trust;
    }

    /**
     * On the event thread.
     *
     * @param folder where everything is kept
     */
    static MainFrame open(String scene, Settings.Theme theme, Path folder, Runnable closed) {
        home = folder;
        Settings settings = Settings.defaults(
                        "Quiet Fox",
                        Path.of("/home/fox/Downloads/Wherry"
                                + (scene.equals("places") ? "/Everything that came in".repeat(6) : "")))
                .withNetwork(scene.equals("link") ? Optional.of("lo") : Optional.empty())
                .withStars(scene.equals("readme") ? List.of(NearbyScenes.star()) : List.of())
                .withTheme(theme);
        Appearance.apply(Appearance.brightness(theme));
        frame = new MainFrame(
                settings,
                new WindowEnvironment(
                        events -> node = new RecordingNode(events),
                        kept -> {},
                        trust(folder),
                        new SystemChooser(),
                        everythingIsThere(),
                        new RecordingExaminer().finding(Scenes.finding()),
                        Remembered.in(folder),
                        Background.inOrder("showroom")),
                closed);
        frame.open();
        chosen = new int[0];
        show(scene).forEach(node::tell);
        node.tell(Event.Logged.now(READY));
        if (scene.equals("unfolded")) {
            Timer soon = new Timer(1_500, event -> List.of("m", "f").forEach(frame.model().transfers::fold));
            soon.setRepeats(false);
            soon.start();
        }
        if (List.of("link", "choose", "places", "settings").contains(scene)) {
            pressSoon(scene.equals("places") ? "choose" : scene);
        }
        return frame;
    }

    private static RecordingOpener everythingIsThere() {
        RecordingOpener opener = new RecordingOpener();
        opener.hasEverything = true;
        return opener;
    }

    private static void pressSoon(String name) {
        Timer soon = new Timer(1_500, event -> press(frame.getLayeredPane(), name));
        soon.setRepeats(false);
        soon.start();
    }

    private static List<Event> show(String scene) {
        List<Event> events = new ArrayList<>(List.of(Scenes.networks(Optional.of("wlan0")), Scenes.visible()));
        switch (scene) {
            case "full" -> full(events);
            case "empty", "link" ->
                events.add(Scenes.logged(
                        11,
                        "Starting server. IP = 192.168.1.20  Port = 54321  Repository = /home/fox/Downloads/Wherry"));
            case "none" -> events.add(new Event.VisibilityChanged(new Visibility.NoNetwork()));
            case "taken" -> events.add(new Event.VisibilityChanged(new Visibility.PortTaken(54321)));
            case "many" -> many(events);
            case "long" -> longNames(events);
            case "three" -> events.addAll(NearbyScenes.three());
            case "readme" -> {
                events.addAll(NearbyScenes.readme());
                fillShelf();
                chosen = new int[] {0, 4};
            }
            case "shelf" -> {
                events.addAll(NearbyScenes.three());
                fillShelf();
            }
            case "chosen" -> {
                events.addAll(NearbyScenes.three());
                fillShelf();
                chosen = new int[] {0, 1};
            }
            case "forty" -> events.addAll(NearbyScenes.forty());
            case "phone" -> CardScenes.phone(events);
            case "cards" -> CardScenes.cards(events);
            case "ask" -> CardScenes.ask(events);
            case "pin" -> pin(events);
            case "rows", "unfolded" -> events.addAll(RowScenes.rows());
            case "places" -> places(events);
            case "five" -> questions(events, 5);
            case "twenty" -> questions(events, 20);
            case "names" -> names(events);
            case "choose" -> choose(events);
            case "settings" -> full(events);
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

    private static void questions(List<Event> events, int count) {
        full(events);
        for (int i = 3; i <= count; i++) {
            events.add(new Event.OfferOpened(Scenes.offer(
                    "q" + i,
                    "Anna's phone",
                    new Security.Verified("CD".repeat(32)),
                    IntStream.range(0, i)
                            .mapToObj(n -> new OfferedFile("holiday/IMG_20" + n + ".jpg", 2_345_678L))
                            .toList())));
        }
    }

    private static void press(Container container, String button) {
        for (Component part : container.getComponents()) {
            if (button.equals(part.getName())) {
                ((AbstractButton) part).doClick();
            } else if (part instanceof Container inner) {
                press(inner, button);
            }
        }
    }

    /** A question whose files are in folders. */
    private static void choose(List<Event> events) {
        List<OfferedFile> files = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            files.add(new OfferedFile(
                    "holiday/" + (i % 2 == 0 ? "boat" : "quay") + "/IMG_" + i + ".jpg", 2_345_678L * i));
        }
        files.add(new OfferedFile("holiday/notes.txt", 1_200));
        files.add(new OfferedFile("readme.pdf", 88_000));
        events.add(new Event.OfferOpened(
                Scenes.offer("o", "Anna's phone", new Security.Verified("CD".repeat(32)), files)));
    }

    /** Folders with long names, in rows and in a question. */
    private static void places(List<Event> events) {
        List<String> places = List.of(
                "/home/fox/Downloads",
                "/media/fox/Backup of the old computer/Photos and films/Summer holidays on the river",
                "/srv/" + "an-archive-without-a-space-".repeat(4),
                "/home/fox/\u0635\u0648\u0631\u0629 \u0645\u0646 \u0627\u0644\u0628\u062d\u0631/"
                        + "Water ".repeat(30));
        for (int i = 0; i < places.size(); i++) {
            Path file = Path.of(places.get(i), "photo " + i + ".jpg");
            events.add(changed(Scenes.saved("p" + i, "photo " + i + ".jpg", "Sender " + i, file)));
        }
        events.add(changed(Scenes.ended(
                "f",
                Direction.RECEIVING,
                "photo.jpg",
                "Merry Heron",
                TransferState.FAILED,
                "Not enough room in " + places.get(1) + ": 3.1 GB are free, 4.0 GB are needed. Nothing was kept.")));
        choose(events);
    }

    /** Questions with names that need room. */
    private static void names(List<Event> events) {
        events.add(new Event.OfferOpened(Scenes.offer(
                "a",
                "\u0623\u062d\u0645\u062f",
                "\u0635\u0648\u0631\u0629 \u0645\u0646 \u0627\u0644\u0628\u062d\u0631.jpg",
                1_234_567)));
        events.add(new Event.OfferOpened(Scenes.offer("h", "<html><h1>Big</h1>", "<html><img src=x>.png", 3_000)));
        events.add(new Event.OfferOpened(Scenes.offer("l", "W".repeat(40), "report-".repeat(35) + ".pdf", 88_000)));
        events.add(new Event.OfferOpened(
                Scenes.offer("z", "\u65e5\u672c\u8a9e\u306e\u540d\u524d", "\u5199\u771f \ud83d\udea3.jpg", 1_000)));
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

    private static void fillShelf() {
        try {
            frame.model().shelf.put(NearbyScenes.things(home));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void choose(int... rows) {
        Deque<Container> open = new ArrayDeque<>(List.of(frame.getContentPane()));
        while (!open.isEmpty()) {
            for (Component part : open.pop().getComponents()) {
                if (part instanceof JList<?> list && "peers".equals(list.getName())) {
                    list.setSelectedIndices(rows);
                } else if (part instanceof Container inner) {
                    open.add(inner);
                }
            }
        }
    }

    /** Whether everything on the shelf was looked at, and the list is filled. */
    static boolean isSettled(MainFrame shown) {
        boolean measured = shown.model().shelf.items.get().stream()
                .allMatch(item -> item.looks().bytes().isPresent());
        boolean filled = text(shown).endsWith(READY);
        if (filled && chosen.length > 0) {
            choose(chosen);
            chosen = new int[0];
        }
        return measured && filled;
    }

    private static String text(MainFrame shown) {
        try {
            return shown.model().log.getText(0, shown.model().log.getLength()).strip();
        } catch (BadLocationException impossible) {
            throw new AssertionError("from the beginning to the end", impossible);
        }
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
