package wherry.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import wherry.transfer.Network;

/** Opens the groups of the networks in use, listens to them, and opens anew what broke. {@link Discovery} guards it. */
final class OpenGroups implements Closeable {
    private static final Logger LOGGER = System.getLogger(OpenGroups.class.getName());

    private final List<AnnouncementCodec> codecs;
    private final GroupListener.Audience audience;
    private final Map<AnnouncementChannel, GroupListener> listeners = new LinkedHashMap<>();
    private final InterfaceSigns signs = InterfaceSigns.ofThisComputer();
    /** As soon as there is anything to read. */
    private Optional<GroupReader> reader = Optional.empty();

    private List<Network> networks = List.of();
    private GroupAddresses groups = new GroupAddresses(networks);
    /** Something could not be opened the last time. */
    private boolean isMissing;

    OpenGroups(List<AnnouncementCodec> codecs, GroupListener.Audience audience) {
        this.codecs = List.copyOf(codecs);
        this.audience = audience;
    }

    /** Those of these networks from now on, as they are set now; {@link #open} opens them. Gives what is to be left. */
    List<AnnouncementChannel> use(List<Network> inUse) {
        networks = List.copyOf(inUse);
        groups = new GroupAddresses(networks);
        return new HashSet<>(listeners.keySet())
                .stream()
                        .filter(channel ->
                                !groups.of(channel.codec(), channel.network()).contains(channel.group()))
                        .toList();
    }

    void forEach(BiConsumer<AnnouncementChannel, GroupListener> action) {
        listeners.forEach(action);
    }

    Collection<GroupListener> listeners() {
        return listeners.values();
    }

    GroupListener listener(AnnouncementChannel channel) {
        return listeners.get(channel);
    }

    /** Opens what is not open or broke; returns what went wrong, one sentence for each. */
    List<String> open() {
        List<String> problems = new ArrayList<>();
        isMissing = false;
        for (Network network : networks) {
            for (AnnouncementCodec codec : codecs) {
                groups.of(codec, network)
                        .forEach(group -> open(new AnnouncementChannel(network, codec, group))
                                .ifPresent(problems::add));
            }
        }
        return problems;
    }

    /** The same, unless there is nothing to open. */
    void openIfMissing() {
        if (signs.mayHaveChanged()
                || isMissing
                || listeners.values().stream()
                        .anyMatch(listener -> !listener.socket().isOpen())) {
            open();
        }
    }

    void leave(AnnouncementChannel channel) {
        listeners.remove(channel).close();
        reader.ifPresent(GroupReader::release);
    }

    /** Nothing is heard any more when this returns. */
    @Override
    public void close() {
        listeners.values().forEach(GroupListener::close);
        listeners.clear();
        reader.ifPresent(GroupReader::close);
        signs.close();
    }

    private Optional<String> open(AnnouncementChannel channel) {
        GroupListener present = listeners.get(channel);
        if (present != null && !present.socket().isStale()) {
            return Optional.empty();
        }
        if (present != null) {
            leave(channel);
        }
        try {
            listeners.put(channel, listen(channel));
            return Optional.empty();
        } catch (IOException | RuntimeException failure) {
            isMissing = true;
            LOGGER.log(
                    Level.DEBUG, "Cannot open a group on " + channel.network().name(), failure);
            return channel.problem(failure);
        }
    }

    private GroupListener listen(AnnouncementChannel channel) throws IOException {
        if (reader.isEmpty()) {
            reader = Optional.of(new GroupReader(GroupReader.REST));
        }
        GroupSocket socket = GroupSocket.open(channel.network(), channel.group());
        GroupListener listener = new GroupListener(socket, channel.codec(), audience);
        try {
            reader.get().add(listener);
            return listener;
        } catch (IOException | RuntimeException failure) {
            listener.close();
            throw failure;
        }
    }
}
