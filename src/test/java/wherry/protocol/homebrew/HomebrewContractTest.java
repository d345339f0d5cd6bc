package wherry.protocol.homebrew;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolContract;
import wherry.protocol.TransferLimits;

class HomebrewContractTest extends ProtocolContract {
    @Override
    protected Protocol protocol(TransferLimits limits) {
        return new Homebrew(new InetSocketAddress("224.202.20.30", Homebrew.PORT), limits);
    }

    @Override
    protected List<byte[]> unfinishedOpenings() {
        return List.of(new byte[0], "photo.jpg\n\0\0".getBytes(StandardCharsets.US_ASCII));
    }
}
