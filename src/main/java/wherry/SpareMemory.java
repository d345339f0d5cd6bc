package wherry;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Gives memory back to the system that the JVM would keep, by what HotSpot offers for that at run time. Does nothing
 * where there is another.
 */
final class SpareMemory {
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
    /** Only for these: their digests and ciphers are a hundred times faster by it. */
    private static final String LIGHT = """
            [{match: ["sun/security/provider/*.*", "com/sun/crypto/provider/*.*"], c2: {Exclude: false}},
             {match: "*.*", c2: {Exclude: true}}]
            """;

    /** What is done all the time while nothing happens: compiled by the other one it would take less than that takes. */
    private static final String LIGHT_AT_REST = """
            [{match: ["wherry/discovery/*.*", "wherry/protocol/localsend/discovery/*.*",
                      "wherry/node/HeardAnnouncements.*", "wherry/node/RememberedPeers.*"],
              c2: {Exclude: true}}]
            """;

    private static final String[] STRINGS = {String[].class.getName()};

    private SpareMemory() {}

    /**
     * From now on a collection of everything leaves a third of the heap free at most, rather than two thirds: what
     * strangers have made us hold is to cost no more than that.
     */
    static void keepLittle() {
        command("vmSetFlag", new String[] {"MinHeapFreeRatio", "10"});
        command("vmSetFlag", new String[] {"MaxHeapFreeRatio", "30"});
    }

    /**
     * Gives back what the encryption has freed of the memory outside the heap: the C library keeps that, for each of its
     * arenas, until it is told not to (JDK-8268893; Linux).
     */
    static void trimNative() {
        command("systemTrimNativeHeap");
    }

    /**
     * From now on methods are compiled by the quick compiler alone: the other one takes twenty megabytes for what makes a
     * window no faster, whose bytes are moved by the system and encrypted by a library (JEP 165).
     */
    static void compileLightly() {
        direct(LIGHT);
    }

    /** The same for what is done at rest alone: a server that receives all the time is to be as fast as it can be. */
    static void compileLightlyAtRest() {
        direct(LIGHT_AT_REST);
    }

    private static void direct(String how) {
        try {
            Path directives = Files.createTempFile("wherry", ".json");
            try {
                Files.writeString(directives, how);
                command("compilerDirectivesAdd", new String[] {directives.toString()});
            } finally {
                Files.delete(directives);
            }
        } catch (IOException notNow) {
            System.getLogger(SpareMemory.class.getName()).log(Level.DEBUG, "Compiling lightly", notNow);
        }
    }

    private static void command(String name, String[]... arguments) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName(COMMANDS), name, arguments, arguments.length == 0 ? new String[0] : STRINGS);
        } catch (JMException | RuntimeException | LinkageError elsewhere) {
            System.getLogger(SpareMemory.class.getName()).log(Level.DEBUG, "Giving memory back", elsewhere);
        }
    }
}
