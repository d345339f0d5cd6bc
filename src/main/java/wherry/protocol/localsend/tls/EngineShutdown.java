package wherry.protocol.localsend.tls;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Ends TLS engines. One of the library holds memory outside the heap and two descriptors until it is closed both ways
 * and what it had to say has been fetched; a garbage collection, which would free them as well, may never come.
 */
final class EngineShutdown {
    private static final System.Logger LOG = System.getLogger(EngineShutdown.class.getName());
    /** A farewell and an alert are two; whatever has more to say is not listened to. */
    private static final int LAST_WORDS = 8;

    private EngineShutdown() {}

    /**
     * Frees what the engine holds. Nothing is sent: what it says last goes nowhere. A second time does nothing. No other
     * thread may use the engine meanwhile or afterwards.
     */
    static void run(SSLEngine engine) {
        try {
            engine.closeOutbound();
            closeInbound(engine);
            ByteBuffer sink = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            int words = 0;
            while (engine.wrap(ByteBuffer.allocate(0), sink.clear()).bytesProduced() > 0 && words < LAST_WORDS) {
                words++;
            }
        } catch (SSLException | RuntimeException failure) {
            LOG.log(Level.DEBUG, "Ending TLS", failure);
        }
    }

    private static void closeInbound(SSLEngine engine) {
        try {
            engine.closeInbound();
        } catch (SSLException noFarewell) {
            // The JDK complains of the other side, which hung up without one; closed it is all the same.
            LOG.log(Level.TRACE, "Ending TLS", noFarewell);
        }
    }
}
