package wherry.ui;

import java.awt.Component;
import java.awt.Container;
import java.awt.Window;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JList;
import javax.swing.text.JTextComponent;
import org.assertj.swing.edt.GuiActionRunner;

/** Waits for the dialogs that scenes of the showroom open, and fills them. */
final class DialogScenes {
    private static final String CHARS = "AAAAAAAAAAAAAAAAAAAA";

    private DialogScenes() {}

    /** The dialog over the window, filled; called from the test's own thread. */
    static JDialog over(MainFrame frame, String scene, Path folder) throws IOException {
        WindowTest.await("the dialog is there", () -> dialog(frame).isPresent());
        JDialog dialog = GuiActionRunner.execute(() -> dialog(frame).orElseThrow());
        if (scene.equals("link")) {
            fillLink(dialog, folder);
        }
        return dialog;
    }

    private static Optional<JDialog> dialog(MainFrame frame) {
        return Stream.of(frame.getOwnedWindows())
                .filter(Window::isShowing)
                .filter(JDialog.class::isInstance)
                .map(JDialog.class::cast)
                .findFirst();
    }

    /** Two things to take away, and two who have opened it. */
    private static void fillLink(JDialog dialog, Path folder) throws IOException {
        List<File> files = new ArrayList<>();
        files.add(Files.write(Files.createDirectories(folder).resolve("beach.jpg"), new byte[2_345_678])
                .toFile());
        Path album = Files.createDirectories(folder.resolve("holiday"));
        for (int i = 0; i < 12; i++) {
            Files.write(album.resolve("IMG_" + i + ".jpg"), new byte[1_234_567]);
        }
        files.add(album.toFile());
        JList<?> offered = find(dialog, "linkFiles", JList.class);
        JList<?> visitors = find(dialog, "linkVisitors", JList.class);
        WindowTest.imports(offered, HandedOver.files(files));
        WindowTest.await("it is offered", () -> offered.getModel().getSize() == 2);
        String address = GuiActionRunner.execute(
                () -> find(dialog, "linkAddress", JTextComponent.class).getText());
        visit(address, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "AA");
        visit(address, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0", "AQ");
        WindowTest.await("both are there", () -> visitors.getModel().getSize() == 2);
        GuiActionRunner.execute(
                () -> find(dialog, "link.close", JComponent.class).requestFocusInWindow());
    }

    private static void visit(String address, String program, String cookie) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("User-Agent", program)
                .header("Cookie", "wherry=" + CHARS + cookie)
                .build();
        try {
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static <T> T find(Container container, String name, Class<T> type) {
        return search(container, name).map(type::cast).orElseThrow();
    }

    private static Optional<Component> search(Container container, String name) {
        for (Component part : container.getComponents()) {
            if (name.equals(part.getName())) {
                return Optional.of(part);
            }
            Optional<Component> deeper = part instanceof Container inner ? search(inner, name) : Optional.empty();
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }
}
