package wherry.doctor;

import java.util.Optional;

/**
 * Names something that stands in the way, and its remedy. All texts are fit to be shown.
 *
 * @param network the interface that it concerns, by the system's name for it; empty when it concerns all
 * @param peer whom it concerns, as it was asked for; empty when it concerns everybody
 * @param sentence what it is
 * @param advice what to do about it
 * @param command does that, typed into a shell; empty when there is none
 */
public record Finding(
        Cause cause,
        Certainty certainty,
        Optional<String> network,
        Optional<String> peer,
        String sentence,
        String advice,
        Optional<String> command) {}
