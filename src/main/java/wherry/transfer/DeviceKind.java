package wherry.transfer;

import java.util.Locale;

/**
 * Describes the sort of device that a peer says it is: a hint for its picture and for a word beside its name, never a
 * proof of anything.
 *
 * @param model a make or model in a word or two, fit to be shown; empty when it says none
 */
public record DeviceKind(Form form, String model) {
    /** Of one that says nothing of itself. */
    public static final DeviceKind UNKNOWN = new DeviceKind(Form.UNKNOWN, "");

    /** In UTF-16 units: there is room for a word beside the name. */
    private static final int LONGEST_MODEL = 32;

    /** What it looks like. */
    public enum Form {
        PHONE,
        COMPUTER,
        WEB,
        SERVER,
        UNKNOWN
    }

    public DeviceKind {
        model = DisplayText.escape(DisplayText.shorten(model.strip(), LONGEST_MODEL));
    }

    /**
     * What a participant says of itself.
     *
     * @param type the {@code deviceType} of LocalSend's device object (section 7.1); any other word is unknown
     * @param model as it came from the wire
     */
    public static DeviceKind of(String type, String model) {
        Form form = switch (type.toLowerCase(Locale.ROOT)) {
            case "mobile" -> Form.PHONE;
            case "desktop" -> Form.COMPUTER;
            case "web" -> Form.WEB;
            case "headless", "server" -> Form.SERVER;
            default -> Form.UNKNOWN;
        };
        return new DeviceKind(form, model);
    }
}
