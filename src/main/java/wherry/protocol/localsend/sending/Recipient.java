package wherry.protocol.localsend.sending;

import java.util.function.Supplier;
import wherry.protocol.TransferLimits;
import wherry.protocol.localsend.http.PeerConnection;
import wherry.protocol.localsend.message.Device;
import wherry.transfer.Endpoint;
import wherry.transfer.Watchdog;

/**
 * Says how the receiver of one send is reached.
 *
 * @param at where it takes offers
 * @param self how we present ourselves to it
 * @param dial makes a connection to it, not opened yet
 */
record Recipient(Endpoint at, Device self, Supplier<PeerConnection> dial, TransferLimits limits, Watchdog watchdog) {}
