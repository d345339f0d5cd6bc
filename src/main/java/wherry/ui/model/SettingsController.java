package wherry.ui.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import wherry.settings.Settings;
import wherry.settings.Star;
import wherry.transfer.Failure;
import wherry.transfer.Peer;
import wherry.transfer.PeerAddress;
import wherry.ui.widgets.Messages;

/** Holds the settings as they are now; what changes is written down in the background. Event thread only. */
public final class SettingsController {
    /** Whom the user has starred. */
    public final ObservableValue<List<Star>> stars;

    private final Storing storing;
    private final Executor background;
    private final Consumer<String> log;
    private Settings settings;
    private NodeControls node;

    /** Writes settings to the disk. */
    @FunctionalInterface
    public interface Storing {
        void store(Settings settings) throws IOException;
    }

    /**
     * Begins with the settings that were loaded.
     *
     * @param background runs one task after another
     * @param log gets a sentence, on any thread, when writing failed
     */
    public SettingsController(Settings settings, Storing storing, Executor background, Consumer<String> log) {
        this.settings = settings;
        this.stars = new ObservableValue<>(settings.stars());
        this.storing = storing;
        this.background = background;
        this.log = log;
    }

    /** Names the node that takes over what concerns it. */
    public void tell(NodeControls listener) {
        node = listener;
    }

    public Settings now() {
        return settings;
    }

    /** Takes over, applies and keeps new settings. */
    public void change(Settings next) {
        if (!next.equals(settings)) {
            keep(next);
            node.apply(next);
        }
    }

    public void chooseNetwork(Optional<String> name) {
        change(settings.withNetwork(name));
    }

    public void useAnyPort() {
        change(settings.withPort(OptionalInt.empty()));
    }

    /** The node learns of the peer by another way. */
    public void rememberPeer(String address) {
        if (!settings.peers().contains(address)) {
            List<String> peers = new ArrayList<>(settings.peers());
            peers.add(address);
            keep(settings.withPeers(peers));
        }
    }

    public void forgetPeer(Peer peer) {
        List<String> peers = new ArrayList<>(settings.peers());
        peer.endpoints().forEach(endpoint -> peers.removeIf(typed -> PeerAddress.names(typed, endpoint.address())));
        if (peers.size() < settings.peers().size()) {
            keep(settings.withPeers(peers));
        }
    }

    public void rememberWindow(Settings.WindowPlace place) {
        Settings next = settings.withWindow(Optional.of(place));
        if (!next.equals(settings)) {
            keep(next);
        }
    }

    /** Stars somebody, or takes over a new name or address. */
    public void star(Star star) {
        List<Star> next = new ArrayList<>(settings.stars());
        int index = next.stream().map(Star::fingerprint).toList().indexOf(star.fingerprint());
        if (index >= 0) {
            next.set(index, star);
        } else if (next.size() < Star.MOST) {
            next.add(star);
        }
        keepStars(next);
    }

    public void unstar(String fingerprint) {
        keepStars(settings.stars().stream()
                .filter(star -> !star.fingerprint().equalsIgnoreCase(fingerprint))
                .toList());
    }

    private void keepStars(List<Star> next) {
        if (!next.equals(settings.stars())) {
            keep(settings.withStars(next));
        }
    }

    private void keep(Settings next) {
        settings = next;
        stars.set(next.stars());
        background.execute(() -> {
            try {
                storing.store(next);
            } catch (IOException failure) {
                log.accept(Messages.of("settings.notStored", Failure.sentence(failure)));
            }
        });
    }
}
