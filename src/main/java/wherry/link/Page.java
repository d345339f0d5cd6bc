package wherry.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wherry.transfer.DisplayText;
import wherry.transfer.Sizes;

/** Writes the page. Safe for use by many threads. */
final class Page {
    /** More files than these are shown when somebody asks for them. */
    static final int SHOWN = 200;

    /** Stands for a text, {@code {{key}}}, or for a part of the page that is put in, {@code {{=name}}}. */
    private static final Pattern PLACE = Pattern.compile("\\{\\{(=?)([A-Za-z.]+)}}");

    private static final String FILES = resource("page.html");
    private static final String PIN = resource("pin.html");
    private static final String UPLOADS = resource("uploads.html");

    private final LinkPlan plan;
    private final LinkTerms terms;
    private Optional<Listed> last = Optional.empty();

    private record Listed(int number, String html) {}

    Page(LinkPlan plan, LinkTerms terms) {
        this.plan = plan;
        this.terms = terms;
    }

    /** With what is offered and, if anything can be left, where to leave it. */
    String files(SharedFiles files, PageTexts texts) {
        Map<String, String> parts = new HashMap<>(parts(texts));
        parts.put("list", list(files));
        parts.put("all", all(files, texts));
        parts.put("nothing", files.isNothing() ? "" : "hidden");
        parts.put("uploads", plan.uploads() == LinkPlan.Uploads.OFFERED ? fill(UPLOADS, texts, parts) : "");
        parts.put("words", Html.escape(texts.forScript()));
        return fill(FILES, texts, parts);
    }

    /** What asks for the PIN; {@code complaint} says what was wrong with the last one. */
    String pin(PageTexts texts, String complaint) {
        Map<String, String> parts = new HashMap<>(parts(texts));
        parts.put("complaint", Html.escape(complaint));
        return fill(PIN, texts, parts);
    }

    private Map<String, String> parts(PageTexts texts) {
        String security = Html.escape(texts.of(terms.isEncrypted() ? "encrypted" : "plain"));
        return Map.of("lang", texts.language(), "dir", texts.direction(), "security", security);
    }

    private static String fill(String template, PageTexts texts, Map<String, String> parts) {
        Matcher places = PLACE.matcher(template);
        return places.replaceAll(place -> Matcher.quoteReplacement(
                place.group(1).isEmpty() ? Html.escape(texts.of(place.group(2))) : parts.get(place.group(2))));
    }

    /** The link to everything, or the place where it will be. */
    String all(SharedFiles files, PageTexts texts) {
        if (files.isNothing()) {
            return "<a id=all class=button hidden download>" + Html.escape(texts.of("all")) + "</a>";
        }
        String name = files.zipName();
        return "<a id=all class=button download=\"" + Html.escape(name) + "\" href=\"zip/" + Html.pathPart(name) + "\">"
                + Html.escape(texts.of("all")) + " <span class=size>" + Sizes.rounded(files.bytes()) + "</span></a>";
    }

    /** The entries of the list of files. Kept, as there may be many of them. */
    synchronized String list(SharedFiles files) {
        if (last.isEmpty() || last.get().number() != files.number()) {
            last = Optional.of(new Listed(files.number(), entries(files.files())));
        }
        return last.get().html();
    }

    private static String entries(List<SharedFile> files) {
        StringBuilder html = new StringBuilder(files.size() * 160);
        files.stream().limit(SHOWN).forEach(file -> html.append(entry(file)));
        if (files.size() > SHOWN) {
            html.append("<li><details><summary>+ ")
                    .append(Sizes.grouped(files.size() - SHOWN))
                    .append("</summary><ul>");
            files.stream().skip(SHOWN).forEach(file -> html.append(entry(file)));
            html.append("</ul></details></li>");
        }
        return html.toString();
    }

    private static String entry(SharedFile file) {
        return "<li><a download=\"" + Html.escape(file.lastName()) + "\" href=\"f/" + file.id() + "/"
                + Html.pathPart(file.lastName()) + "\"><bdi>" + Html.escape(DisplayText.escape(file.name()))
                + "</bdi> <span class=size>" + Sizes.rounded(file.size()) + "</span></a></li>\n";
    }

    /** A file of the page, as it is in the jar. */
    static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
