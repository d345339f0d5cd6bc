package wherry.attack;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes strangers do one kind of harm (SECURITY.md has what is to hold against each). */
@FunctionalInterface
interface Attack {
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
        return all;
    }

    /** Those that are not several at once. */
    static Map<String, Attack> single() {
        Map<String, Attack> all = new LinkedHashMap<>();
        all.putAll(SlotAttacks.all());
        all.putAll(OfferAttacks.all());
        all.putAll(NonsenseAttacks.all());
        all.putAll(PeerAttacks.all());
        return all;
    }
}
