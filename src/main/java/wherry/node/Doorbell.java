package wherry.node;

import java.net.InetAddress;
import java.util.function.BiConsumer;
import wherry.discovery.Announcement;
import wherry.storage.ReceiveFolder;

/** Tells who calls, and takes nothing: for a server that is open only to see whether others reach it. */
public final class Doorbell implements DecliningHandler {
    private final BiConsumer<Announcement, InetAddress> caller;

    /** @param caller told of who made itself known, on the server's threads */
    public Doorbell(BiConsumer<Announcement, InetAddress> caller) {
        this.caller = caller;
    }

    @Override
    public void heard(Announcement announcement, InetAddress from) {
        caller.accept(announcement, from);
    }

    @Override
    public ReceiveFolder folder() {
        throw new IllegalStateException("nothing is taken");
    }
}
