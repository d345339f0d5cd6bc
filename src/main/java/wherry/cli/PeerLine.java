package wherry.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import wherry.transfer.AddressText;
import wherry.transfer.Endpoint;
import wherry.transfer.Peer;

/** Prints a peer in one line. */
final class PeerLine {
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private PeerLine() {}

    /** {@code Quiet Fox  192.168.1.20:54321  homebrew}. */
    static String text(Peer peer) {
        String alias = peer.alias().isEmpty() ? "-" : peer.alias();
        String address = peer.endpoints().get(0).toString();
        return pad(alias, 24) + "  " + pad(address, 21) + "  " + String.join(" ", protocols(peer));
    }

    /** An object with {@code alias}, {@code address}, {@code port}, {@code protocols}, {@code fingerprint}, {@code verified} and {@code endpoints}. */
    static String json(Peer peer) {
        return GSON.toJson(object(peer));
    }

    /** The same with a member {@code event} in front. */
    static String json(Peer peer, String event) {
        JsonObject object = new JsonObject();
        object.addProperty("event", event);
        object(peer).entrySet().forEach(member -> object.add(member.getKey(), member.getValue()));
        return GSON.toJson(object);
    }

    private static JsonObject object(Peer peer) {
        Endpoint best = peer.endpoints().get(0);
        JsonArray protocols = new JsonArray();
        protocols(peer).forEach(protocols::add);
        JsonObject object = new JsonObject();
        object.addProperty("alias", peer.alias());
        object.addProperty("address", AddressText.of(best.address().getAddress()));
        object.addProperty("port", best.address().getPort());
        object.add("protocols", protocols);
        object.addProperty("fingerprint", peer.fingerprint().orElse(null));
        object.addProperty("verified", peer.endpoints().stream().anyMatch(PeerLine::isVerified));
        JsonArray endpoints = new JsonArray();
        peer.endpoints().forEach(endpoint -> endpoints.add(object(endpoint)));
        object.add("endpoints", endpoints);
        return object;
    }

    private static JsonObject object(Endpoint endpoint) {
        JsonObject object = new JsonObject();
        object.addProperty("protocol", endpoint.protocol());
        object.addProperty("address", AddressText.of(endpoint.address().getAddress()));
        object.addProperty("port", endpoint.address().getPort());
        object.addProperty("verified", isVerified(endpoint));
        return object;
    }

    private static boolean isVerified(Endpoint endpoint) {
        return endpoint.security().proven().isPresent();
    }

    private static Iterable<String> protocols(Peer peer) {
        return peer.endpoints().stream().map(Endpoint::protocol).distinct().toList();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - ProgressLine.width(text)));
    }
}
