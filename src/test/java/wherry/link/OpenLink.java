package wherry.link;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import wherry.protocol.ReceiveHandler;
import wherry.settings.Settings;

/** A link on the loopback interface, and what it tells. */
final class OpenLink implements Closeable {
    static final String TOKEN = "testtoken2345";

    final List<LinkEvent> events = new CopyOnWriteArrayList<>();
    final Link link;

    OpenLink(ReceiveHandler handler, Path... offered) throws IOException {
        this(plan(Optional.empty(), Duration.ofMinutes(10)), handler, offered);
    }

    OpenLink(LinkPlan plan, ReceiveHandler handler, Path... offered) throws IOException {
        this(plan, LinkBounds.USUAL, handler, offered);
    }

    OpenLink(LinkPlan plan, LinkBounds bounds, ReceiveHandler handler, Path... offered) throws IOException {
        link = Link.open(plan, new LinkHost(handler, Settings.Links.FOLLOW, LinkHost.NO_TLS), events::add, bounds);
        link.offer(List.of(offered));
    }

    static LinkPlan plan(Optional<String> pin, Duration life) {
        return new LinkPlan(
                TOKEN,
                InetAddress.getLoopbackAddress(),
                OptionalInt.of(0),
                LinkPlan.Uploads.OFFERED,
                life,
                pin,
                LinkPlan.Encryption.NONE);
    }

    /** Offers one file; returns where its pieces go. */
    String offer(String name, long size) throws IOException {
        return offerOf(file(name, size)) + "/0";
    }

    static String file(String name, long size) {
        return "{\"name\":\"" + name + "\",\"size\":" + size + ",\"modified\":1700000000000}";
    }

    /** Offers files; returns what their numbers are to be put behind. */
    String offerOf(String files) throws IOException {
        return offerOf(files, "false");
    }

    String offerOf(String files, String again) throws IOException {
        String json = "{\"again\":" + again + ",\"files\":[" + files + "]}";
        String reply = RawLink.post(link, "offer", json.getBytes(StandardCharsets.UTF_8))
                .text();
        Matcher id = Pattern.compile("\"offer\":\"([^\"]+)\"").matcher(reply);
        if (!id.find()) {
            throw new IOException("no offer: " + reply);
        }
        return "piece/" + id.group(1);
    }

    RawLink.Reply piece(String where, byte[] all, int from, int to) throws IOException {
        String path = where + "?at=" + from + (to == all.length ? "&crc=" + crc(all) : "");
        return RawLink.post(link, path, Arrays.copyOfRange(all, from, to));
    }

    static String crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return "%08x".formatted(crc.getValue());
    }

    /** Where the page says that a file of that name is. */
    String pathOf(String name) throws IOException {
        Matcher address = Pattern.compile("href=\"(f/[0-9a-f]+/" + Pattern.quote(Html.pathPart(name)) + ")\"")
                .matcher(RawLink.get(link, "").text());
        if (!address.find()) {
            throw new IOException("not on the page: " + name);
        }
        return address.group(1);
    }

    @Override
    public void close() {
        link.close();
    }
}
