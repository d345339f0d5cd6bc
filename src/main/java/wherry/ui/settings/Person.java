package wherry.ui.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wherry.settings.Star;
import wherry.settings.Trust;
import wherry.transfer.DisplayText;
import wherry.ui.widgets.Messages;

/**
 * Tells what was decided about the owner of a key: whether it may send, and whether it is starred.
 *
 * @param fingerprint of its certificate
 */
record Person(String fingerprint, Optional<Trust> trust, Optional<Star> star) {
    private static final int SHOWN_DIGITS = 16;

    /** All about whom something was decided, the starred first. */
    static List<Person> of(List<Star> stars, List<Trust> trusts) {
        Map<String, Star> starred = new LinkedHashMap<>();
        stars.forEach(star -> starred.put(star.fingerprint().toUpperCase(Locale.ROOT), star));
        Map<String, Trust> decided = new LinkedHashMap<>();
        trusts.forEach(trust -> decided.put(trust.fingerprint().toUpperCase(Locale.ROOT), trust));
        List<Person> people = new ArrayList<>();
        Stream.concat(starred.keySet().stream(), decided.keySet().stream())
                .distinct()
                .map(key ->
                        new Person(key, Optional.ofNullable(decided.get(key)), Optional.ofNullable(starred.get(key))))
                .forEach(people::add);
        return List.copyOf(people);
    }

    /** What the user calls it, or what it called itself last. */
    String name() {
        return star.map(Star::name)
                .orElseGet(() ->
                        trust.map(Trust::lastAlias).map(DisplayText::escape).orElse(""));
    }

    /** The name behind a star, where there is one. */
    String starredName() {
        return star.isPresent() ? Messages.of("trust.starred", name()) : name();
    }

    /** The beginning of the fingerprint, in groups: {@code 01AB 23CD 45EF 6789}. */
    String key() {
        String digits = fingerprint.substring(0, SHOWN_DIGITS).toUpperCase(Locale.ROOT);
        return String.join(" ", digits.split("(?<=\\G.{4})"));
    }

    String decision() {
        return trust.map(TrustText::decision).orElseGet(() -> Messages.of("trust.decision.ASK"));
    }

    String until() {
        return trust.map(TrustText::until).orElse("");
    }

    /** What the decisions do, and what it does to remove them. */
    String meaning() {
        return Stream.of(star.map(one -> Messages.of("trust.meaning.star", one.name())), trust.map(TrustText::meaning))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    /** All of it in one line. */
    String spoken() {
        String decided = String.join(", ", starredName(), key(), decision());
        return until().isEmpty() ? decided : Messages.of("trust.until", decided, until());
    }
}
