package wherry.protocol.localsend;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolContract;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.receiving.Bounds;
import wherry.protocol.localsend.receiving.SessionTimes;

class LocalSendContractTest extends ProtocolContract {
    private final Identity identity = Identity.make(Instant.now());
    /** All that the contract opens comes from one address. */
    private static final Bounds WIDE = new Bounds(256, 256, 64, 64);

    @Override
    protected Protocol protocol(TransferLimits limits) {
        return new LocalSend(identity, () -> "Quiet Fox", limits, SessionTimes.DEFAULT, WIDE);
    }

    @Override
    protected List<byte[]> unfinishedOpenings() {
        byte[] halfOfATlsHello = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};
        return List.of(new byte[0], "GET / HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII), halfOfATlsHello);
    }
}
