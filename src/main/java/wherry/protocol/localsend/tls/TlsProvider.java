package wherry.protocol.localsend.tls;

import java.lang.System.Logger.Level;
import java.security.Provider;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/** Chooses what does the encryption: the library that is faster, where it runs, or else the JDK. */
public final class TlsProvider {
    /** Set to {@code jdk}, it leaves the library alone. */
    static final String PROPERTY = "wherry.tls";

    private static final System.Logger LOG = System.getLogger(TlsProvider.class.getName());

    private TlsProvider() {}

    /** Loads native code the first time. Empty: the JDK's own. */
    public static Optional<Provider> fastest() {
        return "jdk".equals(System.getProperty(PROPERTY)) ? Optional.empty() : Library.PROVIDER;
    }

    /** Loaded once, when it is first asked for. */
    private static final class Library {
        static final Optional<Provider> PROVIDER = load();

        private static Optional<Provider> load() {
            try {
                Provider provider = Conscrypt.newProviderBuilder().build();
                LOG.log(Level.DEBUG, "TLS by {0}", provider);
                return Optional.of(provider);
            } catch (RuntimeException | LinkageError notHere) {
                // Not for this system, or nothing may be run from the temporary folder.
                LOG.log(Level.INFO, "TLS by the JDK", notHere);
                return Optional.empty();
            }
        }
    }
}
