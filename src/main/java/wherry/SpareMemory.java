package wherry;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Gives memory back to the system that the JVM would keep, by what HotSpot offers for that at run time. Does nothing
 * where there is another.
 */
final class SpareMemory {
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
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

    private static void command(String name, String[]... arguments) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName(COMMANDS), name, arguments, arguments.length == 0 ? new String[0] : STRINGS);
        } catch (JMException | RuntimeException | LinkageError elsewhere) {
            System.getLogger(SpareMemory.class.getName()).log(Level.DEBUG, "Giving memory back", elsewhere);
        }
    }
}
