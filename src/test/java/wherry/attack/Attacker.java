package wherry.attack;

import java.io.IOException;
import java.util.Locale;

/** One attack in a process of its own, until its standard input ends: {@code Attacker NAME LOCALSEND-PORT HOMEBREW-PORT}. */
final class Attacker {
    private Attacker() {}

    public static void main(String[] arguments) throws IOException {
        Strangers.Target target = new Strangers.Target(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        try (Strangers strangers = new Strangers(target)) {
            Attack.all().get(arguments[0].toLowerCase(Locale.ROOT)).begin(strangers);
            System.out.println("begun");
            System.in.read();
            System.out.println(strangers.summary());
        }
        System.exit(0);
    }
}
