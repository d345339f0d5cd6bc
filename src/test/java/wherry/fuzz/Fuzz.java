package wherry.fuzz;

import java.util.List;
import java.util.stream.Stream;
import wherry.link.LinkReaders;
import wherry.protocol.homebrew.HomebrewReaders;
import wherry.protocol.localsend.LocalSendReaders;
import wherry.settings.SettingsReaders;
import wherry.testing.FuzzTarget;
import wherry.testing.Fuzzer;

/** Damages what every reader of strangers' bytes and of files is to read: {@code Fuzz [seed] [inputs] [part of a name]}. */
public final class Fuzz {
    private Fuzz() {}

    /** Runs all readers whose names contain the third argument, each with so many inputs. */
    public static void main(String[] arguments) {
        long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
        long inputs = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000_000;
        String part = arguments.length > 2 ? arguments[2] : "";
        for (FuzzTarget target : targets()) {
            if (target.name().contains(part)) {
                System.out.println(new Fuzzer(seed).run(target, inputs));
            }
        }
    }

    static List<FuzzTarget> targets() {
        return Stream.of(
                        HomebrewReaders.targets(),
                        LocalSendReaders.targets(),
                        LinkReaders.targets(),
                        SettingsReaders.targets())
                .flatMap(List::stream)
                .toList();
    }
}
