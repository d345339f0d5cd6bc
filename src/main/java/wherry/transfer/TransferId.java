package wherry.transfer;

import java.util.UUID;

/** Makes ids for transfers. */
public final class TransferId {
    private TransferId() {}

    /** One that no other transfer has (RFC 9562, version 4). */
    public static String random() {
        return UUID.randomUUID().toString();
    }
}
