package wherry.attack;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes strangers do one kind of harm (SECURITY.md has what is to hold against each). */
@FunctionalInterface
interface Attack {
    /** How the names of those begin that are meant for a link. */
    String LINK = "link-";

    /** Returns once it is in full force; it goes on until the strangers are closed. */
    void begin(Strangers strangers) throws IOException;

    /** All of them, by their names on the command line. */
    static Map<String, Attack> all() {
        Map<String, Attack> all = single();
        all.put("everything", strangers -> {
            for (Attack attack : single().values()) {
                attack.begin(strangers);
            }
        });
        ofLinks().forEach((name, attack) -> all.put(LINK + name, attack));
        return all;
    }

    /** Those on the page for browsers. */
    static Map<String, Attack> ofLinks() {
        return SlotAttacks.onPages();
    }

    /** Those on a receiver that are not several at once. */
    static Map<String, Attack> single() {
        Map<String, Attack> all = new LinkedHashMap<>();
        all.putAll(SlotAttacks.all());
        all.putAll(OfferAttacks.all());
        all.putAll(NonsenseAttacks.all());
        all.putAll(PeerAttacks.all());
        return all;
    }
}
