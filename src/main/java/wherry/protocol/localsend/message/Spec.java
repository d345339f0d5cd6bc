package wherry.protocol.localsend.message;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Names the constants of the wire that more than one class needs: name, port, group, paths, statuses and bounds
 * (localsend.md). What a peer can do beyond the protocol is named by {@link Extension}.
 */
public final class Spec {
    /** Of the protocol, as Wherry names it. */
    public static final String NAME = "localsend";

    /** TCP for the server and UDP for announcements alike. */
    public static final int PORT = 53317;

    /** Inside 224.0.0.0/24, as some Android devices take no other groups; never forwarded by routers. */
    static final InetSocketAddress GROUP = new InetSocketAddress("224.0.0.167", PORT);

    /** The version of the protocol that we speak. */
    static final String VERSION = "2.1";

    /** Before the routes of versions 1, of which {@code info} and {@code register} are still asked for. */
    public static final String V1 = "/api/localsend/v1/";

    /** Before the routes of versions 2. */
    static final String V2 = "/api/localsend/v2/";

    /** As version 2 has it: who is there. */
    public static final String INFO = V2 + "info";

    /** As version 2 has it: says who calls, and asks who is there. */
    public static final String REGISTER = V2 + "register";

    /** As version 2 has it: makes an offer. */
    public static final String PREPARE_UPLOAD = V2 + "prepare-upload";

    /** As version 2 has it: the contents of a file. */
    public static final String UPLOAD = V2 + "upload";

    /** As version 2 has it: ends a session, or withdraws an offer. */
    public static final String CANCEL = V2 + "cancel";

    /** Between two Wherrys ("resume"): which blocks of a file are there. */
    public static final String BLOCKS = "/wherry/v1/blocks";

    /** Between two Wherrys ("resume"): the contents of a file from some block on. */
    public static final String RESUMED_UPLOAD = "/wherry/v1/upload";

    /** Between two Wherrys ("same"): whether a file is there already. */
    public static final String COMPARE = "/wherry/v1/same";

    /** Between two Wherrys ("batch"): many small files. */
    public static final String BATCH = "/wherry/v1/batch";

    /** Between two Wherrys ("drop"): a file that will not come. */
    public static final String DROP = "/wherry/v1/drop";

    /** Between two Wherrys ("reach"): whether we are heard, and can be connected to. */
    public static final String REACH = "/wherry/v1/reach";

    /** Between two Wherrys ("peers"): who else is there. */
    public static final String PEERS = "/wherry/v1/peers";

    /** Not among the constants of the codec (RFC 5842): the file is here, and was not stored once more. */
    public static final int HERE_ALREADY = 208;

    /** Not among the constants of the codec: the contents are not those that were announced. */
    public static final int CHECKSUM_MISMATCH = 422;

    /** Not among the constants of the codec (RFC 6585). */
    public static final int TOO_MANY_TRIES = 429;

    /** How often a known peer is asked whether it is still there. */
    public static final Duration CHECK_EVERY = Duration.ofSeconds(15);

    private Spec() {}

    /** The path by which a session is ended, or, with an empty id, an offer is withdrawn. */
    public static String cancel(String sessionId) {
        return sessionId.isEmpty() ? CANCEL : CANCEL + "?sessionId=" + Http.encode(sessionId);
    }
}
