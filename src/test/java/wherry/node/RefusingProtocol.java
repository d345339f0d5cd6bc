package wherry.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import wherry.discovery.AnnouncementCodec;
import wherry.protocol.Outgoing;
import wherry.protocol.PinPrompt;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolServer;
import wherry.protocol.Reception;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.testing.RunningNode;
import wherry.transfer.Endpoint;
import wherry.transfer.TransferRecorder;

/** A protocol whose server cannot be opened. */
final class RefusingProtocol implements Protocol {
    private final Protocol otherwise =
            new Homebrew(new InetSocketAddress(RunningNode.GROUP, Homebrew.PORT), TransferLimits.DEFAULT);
    private final IOException reason;

    RefusingProtocol(IOException reason) {
        this.reason = reason;
    }

    @Override
    public ProtocolServer open(InetSocketAddress at, Reception reception) throws IOException {
        throw reason;
    }

    @Override
    public String name() {
        return otherwise.name();
    }

    @Override
    public int defaultPort() {
        return otherwise.defaultPort();
    }

    @Override
    public boolean keepsFolders() {
        return otherwise.keepsFolders();
    }

    @Override
    public AnnouncementCodec announcements() {
        return otherwise.announcements();
    }

    @Override
    public void send(Outgoing outgoing, Endpoint to, TransferRecorder recorder, PinPrompt pins) throws IOException {
        otherwise.send(outgoing, to, recorder, pins);
    }
}
