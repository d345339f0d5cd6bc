package wherry.protocol.localsend.receiving;

import wherry.protocol.localsend.message.Extension;

/** Says whether a session can be continued after its sender was lost. */
enum Lasting {
    CONTINUABLE,
    FINAL;

    /** What the sender can count on. */
    Extension extension() {
        return switch (this) {
            case CONTINUABLE -> Extension.OURS;
            case FINAL -> Extension.OURS.without(Extension.CONTINUE);
        };
    }
}
