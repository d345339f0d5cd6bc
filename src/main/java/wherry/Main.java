package wherry;

/** The composition root: the only place that names the concrete protocols. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(2);
    }
}
