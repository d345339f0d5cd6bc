package wherry.protocol.homebrew;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import wherry.discovery.AnnouncementCodec;
import wherry.protocol.PinPrompt;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolServer;
import wherry.protocol.ReceiveHandler;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.transfer.Endpoint;
import wherry.transfer.TransferBuffers;
import wherry.transfer.TransferRecorder;
import wherry.transfer.Watchdog;

/** The protocol of 2009: one TCP connection for each file, no answer but the way the connection ends. */
public final class Homebrew implements Protocol {
    /** TCP for uploads and UDP for announcements alike. */
    public static final int PORT = 54321;

    private final AnnouncementCodec announcements;
    private final Supplier<TransferLimits> limits;
    private final Watchdog watchdog = new Watchdog();
    private final TransferBuffers buffers = new TransferBuffers();

    /** With a group and limits that stay as they are. */
    public Homebrew(InetSocketAddress group, TransferLimits limits) {
        this(() -> group, () -> limits);
    }

    /**
     * Made anew for each node.
     *
     * @param group the multicast group of the hello, as set at the moment
     * @param limits as set at the moment; a server keeps those with which it was opened
     */
    public Homebrew(Supplier<InetSocketAddress> group, Supplier<TransferLimits> limits) {
        this.announcements = new HomebrewAnnouncements(group);
        this.limits = limits;
    }

    @Override
    public String name() {
        return "homebrew";
    }

    @Override
    public int defaultPort() {
        return PORT;
    }

    @Override
    public boolean keepsFolders() {
        return false;
    }

    @Override
    public AnnouncementCodec announcements() {
        return announcements;
    }

    @Override
    public ProtocolServer open(InetSocketAddress at, ReceiveHandler reception) throws IOException {
        return HomebrewServer.open(at, reception, limits.get(), watchdog, buffers);
    }

    @Override
    public void send(SendRequest outgoing, Endpoint to, TransferRecorder recorder, PinPrompt pins) throws IOException {
        new HomebrewSender(to.address(), limits.get(), watchdog, recorder).send(outgoing);
    }
}
