package wherry.ui.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wherry.settings.Star;
import wherry.transfer.Security;
import wherry.transfer.Transfer;

/**
 * Knows what the user calls those who are starred, by the certificate that they have shown: rows and questions name them
 * so, also those of earlier days. Event thread only.
 */
public final class OwnNames {
    /** By fingerprint. */
    public final ObservableValue<Map<String, String>> all = new ObservableValue<>(Map.of());

    /** Takes over every change of the stars from now on. */
    public void follow(ObservableValue<List<Star>> stars) {
        stars.watch(() -> {
            Map<String, String> names = new HashMap<>();
            stars.get().forEach(star -> names.put(star.fingerprint(), star.name()));
            all.set(Map.copyOf(names));
        });
    }

    /** What the user calls who has proved this; the alias for anybody else, whoever claims to be. */
    public String of(Security security, String alias) {
        return of(security.proven(), alias);
    }

    /** The same transfer, with whoever is at the other end named so. */
    public Transfer in(Transfer transfer) {
        String name = of(transfer.security().flatMap(Security::proven), transfer.peerName());
        return name.equals(transfer.peerName()) ? transfer : transfer.withPeerName(name);
    }

    private String of(Optional<String> proven, String alias) {
        return proven.map(all.get()::get).orElse(alias);
    }
}
