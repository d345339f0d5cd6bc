package wherry.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import wherry.discovery.AnnouncementCodec;
import wherry.protocol.PinPrompt;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolServer;
import wherry.protocol.ReceiveHandler;
import wherry.protocol.SendRequest;
import wherry.protocol.TransferLimits;
import wherry.protocol.homebrew.Homebrew;
import wherry.testing.RunningNode;
import wherry.transfer.Endpoint;
import wherry.transfer.TransferRecorder;

/** Homebrew, but for the way in which its server is opened. */
final class OpeningProtocol implements Protocol {
    private final Protocol otherwise =
            new Homebrew(new InetSocketAddress(RunningNode.GROUP, Homebrew.PORT), TransferLimits.DEFAULT);
    private final Opening opening;

    interface Opening {
        ProtocolServer open(Protocol otherwise, InetSocketAddress at, ReceiveHandler reception) throws IOException;
    }

    OpeningProtocol(Opening opening) {
        this.opening = opening;
    }

    @Override
    public ProtocolServer open(InetSocketAddress at, ReceiveHandler reception) throws IOException {
        return opening.open(otherwise, at, reception);
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
    public void send(SendRequest outgoing, Endpoint to, TransferRecorder recorder, PinPrompt pins) throws IOException {
        otherwise.send(outgoing, to, recorder, pins);
    }
}
