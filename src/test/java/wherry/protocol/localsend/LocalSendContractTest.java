package wherry.protocol.localsend;

import java.time.Instant;
import wherry.protocol.Protocol;
import wherry.protocol.ProtocolContract;
import wherry.protocol.TransferLimits;

class LocalSendContractTest extends ProtocolContract {
    private final Identity identity = Identity.make(Instant.now());
    /** All that the contract opens comes from one address. */
    private static final Bounds WIDE = new Bounds(256, 256, 64, 64);

    @Override
    protected Protocol protocol(TransferLimits limits) {
        return new LocalSend(identity, () -> "Quiet Fox", limits, SessionTimes.DEFAULT, WIDE);
    }
}
