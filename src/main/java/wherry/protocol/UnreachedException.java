package wherry.protocol;

import java.io.IOException;
import wherry.transfer.ProtocolException;

/** No connection could be made, so that the peer got nothing and may be tried at another of its addresses. */
public final class UnreachedException extends ProtocolException {
    private static final long serialVersionUID = 1;

    /** How far it came. */
    public enum Stage {
        /** Nobody was there. */
        CONNECTING,
        /** Somebody was, who did not agree on encryption or is not the one who is expected. */
        SECURING
    }

    private final Stage stage;

    /** @param sentence for people */
    public UnreachedException(Stage stage, String sentence, IOException cause) {
        super(sentence, cause);
        this.stage = stage;
    }

    public Stage stage() {
        return stage;
    }
}
