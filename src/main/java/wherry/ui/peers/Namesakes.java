package wherry.ui.peers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wherry.settings.AliasSkeleton;

/** Counts who looks the same by name. What a name looks like is found out once: a thousand are listed anew ten times a second. */
final class Namesakes {
    static final Namesakes NONE = new Namesakes(Map.of(), Map.of());

    private final Map<String, String> looks;
    private final Map<String, Integer> counts;

    private Namesakes(Map<String, String> looks, Map<String, Integer> counts) {
        this.looks = looks;
        this.counts = counts;
    }

    /** Those among these names. */
    Namesakes of(List<String> names) {
        Map<String, String> looksNow = new HashMap<>();
        Map<String, Integer> countsNow = new HashMap<>();
        for (String name : names) {
            String look = looks.containsKey(name) ? looks.get(name) : AliasSkeleton.of(name);
            looksNow.put(name, look);
            countsNow.merge(look, 1, Integer::sum);
        }
        return new Namesakes(looksNow, countsNow);
    }

    boolean has(String name) {
        return counts.getOrDefault(looks.getOrDefault(name, ""), 0) > 1;
    }
}
