package wherry.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import wherry.http.BoundedBody;
import wherry.http.HttpStatusException;
import wherry.testing.FuzzTarget;

/** What a link reads of those who ask it for something. */
public final class LinkReaders {
    private static final String AGENT =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1";
    private static final long LONGEST = 48L << 20;
    private static final long LENGTH = 1_000;

    private LinkReaders() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.of(
                        "what a page wants to leave",
                        List.of("{\"files\":[{\"name\":\"a/b.txt\",\"size\":4,\"modified\":1700000000000},"
                                + "{\"name\":\"c\",\"size\":0}],\"again\":true}"),
                        LinkReaders::readOffer,
                        List.of(HttpStatusException.class)),
                FuzzTarget.of(
                        "range of a download",
                        List.of("bytes=0-99", "bytes = 5 - ", "bytes=-7", "bytes=0-1,3-4"),
                        LinkReaders::readRange,
                        List.of()),
                FuzzTarget.of(
                        "form of a PIN",
                        List.of("pin=1234&x=%20a+b", "a=b&pin="),
                        input -> Asked.field(FuzzTarget.text(input), "pin"),
                        List.of()),
                FuzzTarget.of(
                        "name of a browser",
                        List.of(AGENT),
                        input -> FuzzTarget.require(DeviceWords.of(FuzzTarget.text(input)) != null),
                        List.of()),
                FuzzTarget.of(
                        "languages of a browser",
                        List.of("de-AT,de;q=0.9,en;q=0.5,*;q=0.1"),
                        input -> FuzzTarget.require(PageTexts.in(FuzzTarget.text(input)) != null),
                        List.of()));
    }

    private static void readOffer(byte[] input) throws IOException {
        List<WantedFile> wanted = OfferReader.read(new BoundedBody(new ByteArrayInputStream(input), LONGEST), LONGEST)
                .files();
        FuzzTarget.requireBetween(1, wanted.size(), OfferReader.MOST_FILES);
        long bytes = 0;
        for (WantedFile file : wanted) {
            FuzzTarget.require(!file.name().isEmpty());
            bytes = Math.addExact(bytes, file.size());
        }
        FuzzTarget.requireBetween(0, bytes, Long.MAX_VALUE);
    }

    private static void readRange(byte[] input) {
        ByteRange.read(FuzzTarget.text(input), LENGTH).ifPresent(range -> {
            FuzzTarget.require(range.from() >= 0 && range.to() <= LENGTH);
            FuzzTarget.require(!range.isSatisfiable() || range.length() <= LENGTH);
        });
    }
}
