package wherry.ui;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import wherry.transfer.Direction;
import wherry.transfer.Event;
import wherry.transfer.Offer;
import wherry.transfer.OfferedFile;
import wherry.transfer.PinReason;
import wherry.transfer.Preview;
import wherry.transfer.Security;
import wherry.transfer.TransferState;

/** Made-up questions and texts. */
final class CardScenes {
    private CardScenes() {}

    /** One of each kind, all at once. */
    static void cards(List<Event> events) {
        events.addAll(NearbyScenes.three());
        events.add(new Event.OfferOpened(pictures("o", "Anna\u2019s phone", NearbyScenes.ANNA, 12)));
        events.add(new Event.PinWanted(
                Scenes.transfer("1", Direction.SENDING, "holiday.zip", "Bright Otter", TransferState.ASKING),
                PinReason.NEEDED));
        events.add(new Event.TextReceived(
                "Merry Heron",
                new InetSocketAddress("192.168.1.44", 49152),
                new Security.Verified("CD".repeat(32)),
                "The tide table is here:\nhttps://example.org/tides?place=Wherry%20Quay"));
    }

    /** Two questions while other things go on. */
    static void ask(List<Event> events) {
        events.addAll(NearbyScenes.readme());
        events.add(new Event.OfferOpened(new Offer(
                "b",
                "homebrew",
                "192.168.1.40",
                new InetSocketAddress("192.168.1.40", 49152),
                List.of(new OfferedFile("backup.zip", 3_100_000_000L)))));
        events.add(new Event.OfferOpened(pictures("o", "Anna\u2019s phone", NearbyScenes.ANNA, 12)));
    }

    /** An offer of photographs, of the first of which there are small pictures. */
    static Offer pictures(String id, String sender, String key, int count) {
        return new Offer(
                id,
                "localsend",
                sender,
                new InetSocketAddress("192.168.1.23", 49152),
                new Security.Verified(key),
                IntStream.range(0, count)
                        .mapToObj(i -> new OfferedFile("holiday/IMG_" + (2041 + i) + ".jpg", 3_912_000L + 99_999L * i))
                        .toList(),
                List.of(),
                IntStream.range(0, Math.min(count, Preview.MOST))
                        .mapToObj(CardScenes::preview)
                        .toList());
    }

    /** A sky over hills, each at another hour. */
    static Preview preview(int number) {
        BufferedImage picture = new BufferedImage(96, 72, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        float hue = (0.55f + number * 0.07f) % 1;
        g.setPaint(new GradientPaint(
                0, 0, Color.getHSBColor(hue, 0.6f, 0.75f), 0, 60, Color.getHSBColor(hue + 0.1f, 0.3f, 1)));
        g.fillRect(0, 0, 96, 72);
        g.setColor(Color.getHSBColor(0.13f, 0.3f, 1));
        g.fillOval(20 + number * 7, 12 + number * 3, 14, 14);
        g.setColor(Color.getHSBColor(0.4f, 0.5f, 0.35f));
        g.fillPolygon(new int[] {0, 30, 70, 0}, new int[] {72, 34 + number, 72, 72}, 4);
        g.setColor(Color.getHSBColor(0.38f, 0.5f, 0.25f));
        g.fillPolygon(new int[] {30, 74, 96, 96}, new int[] {72, 40 - number, 60, 72}, 4);
        g.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Preview(number, Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    /** Offers and texts as phones send them, one of them under a name that belongs to another key. */
    static void phone(List<Event> events) {
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
        events.add(new Event.TransferChanged(Scenes.saved("3", "letter.pdf", "Merry Heron", Path.of("/tmp/x"))
                .over("localsend", new Security.Verified("CD".repeat(32)))));
    }
}
