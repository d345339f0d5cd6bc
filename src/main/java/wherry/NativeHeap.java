package wherry;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Gives back to the system what the encryption has freed of the memory outside the heap: the C library keeps that, for each
 * of its arenas, until it is told not to.
 */
final class NativeHeap {
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
    /** Of HotSpot on Linux (JDK-8268893). */
    private static final String TRIM = "systemTrimNativeHeap";

    private NativeHeap() {}

    /** Does nothing where there is no way to do that. */
    static void trim() {
        try {
            ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName(COMMANDS), TRIM, null, null);
        } catch (JMException | RuntimeException | LinkageError elsewhere) {
            System.getLogger(NativeHeap.class.getName()).log(Level.DEBUG, "Giving memory back", elsewhere);
        }
    }
}
