package wherry.discovery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;

/** Sweeps once, in a namespace, and prints who is alive. */
final class SweepHelper {
    private SweepHelper() {}

    /** Arguments: the file to take turns with, and the address to sweep around. */
    public static void main(String[] arguments) throws Exception {
        boolean done = new Sweep(NeighbourTable.ofThisComputer(), Path.of(arguments[0]))
                .around(
                        (Inet4Address) InetAddress.getByName(arguments[1]),
                        living -> System.out.println("living " + living.getHostAddress()));
        System.out.println("done " + done);
    }
}
