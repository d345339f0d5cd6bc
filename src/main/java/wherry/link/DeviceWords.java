package wherry.link;

import java.util.Map;
import wherry.transfer.Sentences;

/**
 * Describes a browser by what it says of itself, in words of ours: of what it says, which anybody can forge, nothing is shown.
 *
 * @param kind the end of a key, for {@code link.kind.}
 * @param browser {@code Safari on iPhone}
 */
public record DeviceWords(String kind, String browser) {
    private static final int LONGEST = 1024;

    /** The first that is found is meant: others name those as well for old servers' sake. */
    private static final Map.Entry<?, ?>[] BROWSERS = {
        Map.entry("Edg", "Edge"),
        Map.entry("OPR/", "Opera"),
        Map.entry("SamsungBrowser", "Samsung Internet"),
        Map.entry("FxiOS", "Firefox"),
        Map.entry("Firefox/", "Firefox"),
        Map.entry("CriOS", "Chrome"),
        Map.entry("Chrome/", "Chrome"),
        Map.entry("Safari/", "Safari"),
        Map.entry("curl/", "curl"),
        Map.entry("Wget", "Wget")
    };

    private static final Map.Entry<?, ?>[] SYSTEMS = {
        Map.entry("iPhone", "iPhone"),
        Map.entry("iPad", "iPad"),
        Map.entry("Android", "Android"),
        Map.entry("Windows", "Windows"),
        Map.entry("Macintosh", "Mac"),
        Map.entry("CrOS", "Chromebook"),
        Map.entry("Linux", "Linux")
    };

    /** @param userAgent as it came; empty if nothing came */
    static DeviceWords of(String userAgent) {
        String text = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
        String browser = first(text, BROWSERS);
        String system = first(text, SYSTEMS);
        String named = browser.isEmpty() ? Sentences.of("link.someBrowser") : browser;
        return new DeviceWords(kind(text), system.isEmpty() ? named : Sentences.of("link.browser", named, system));
    }

    private static String kind(String text) {
        if (text.contains("iPad") || (text.contains("Android") && !text.contains("Mobile"))) {
            return "tablet";
        }
        if (text.contains("iPhone") || text.contains("Mobile")) {
            return "phone";
        }
        return text.contains("Mozilla") ? "computer" : "program";
    }

    private static String first(String text, Map.Entry<?, ?>[] known) {
        for (Map.Entry<?, ?> each : known) {
            if (text.contains((String) each.getKey())) {
                return (String) each.getValue();
            }
        }
        return "";
    }
}
