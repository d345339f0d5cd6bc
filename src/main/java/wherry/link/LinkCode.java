package wherry.link;

import io.nayuki.qrcodegen.QrCode;

/** The code of a link, which a phone's camera reads. */
public final class LinkCode {
    /** In modules: what has to be light around a code (ISO/IEC 18004). */
    public static final int QUIET = 4;

    private final QrCode code;

    private LinkCode(QrCode code) {
        this.code = code;
    }

    public static LinkCode of(String address) {
        return new LinkCode(QrCode.encodeText(address, QrCode.Ecc.MEDIUM));
    }

    /** How many modules a side has. */
    public int size() {
        return code.size;
    }

    /** Whether the module there is dark; outside the code none is. */
    public boolean isDark(int row, int column) {
        return code.getModule(column, row);
    }
}
