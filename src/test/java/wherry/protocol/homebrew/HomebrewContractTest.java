package wherry.protocol.homebrew;

import java.net.InetSocketAddress;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolContract;
import wherry.protocol.TransferLimits;

class HomebrewContractTest extends ProtocolContract {
    @Override
    protected Protocol protocol(TransferLimits limits) {
        return new Homebrew(new InetSocketAddress("224.202.20.30", Homebrew.PORT), limits);
    }
}
