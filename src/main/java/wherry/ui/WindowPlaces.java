package wherry.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.Frame;
import java.awt.GraphicsConfiguration;
import java.awt.GraphicsDevice;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.swing.JFrame;
import javax.swing.Timer;
import wherry.settings.Settings.WindowPlace;

/** Decides where the window goes when it opens, and how small it may be made. */
final class WindowPlaces {
    /** So much of the title must be on a screen for the window to be found, and moved. */
    private static final int VISIBLE = 80;

    private static final int REST_MILLIS = 1_000;

    private WindowPlaces() {}

    /**
     * Lets the window be made no smaller than all that is in it needs, however large that is drawn now. One that is
     * smaller becomes larger, and stays on its screen.
     */
    static void limit(JFrame frame) {
        Rectangle screen = screen();
        Dimension least = UIScale.scale(new Dimension(640, 480));
        // Where everything is shown large there may be less room than the window likes to have at least.
        least.setSize(Math.min(least.width, screen.width), Math.min(least.height, screen.height));
        Rectangle before = frame.getBounds();
        frame.setMinimumSize(least);
        if (frame.isShowing() && !frame.getSize().equals(before.getSize())) {
            frame.setBounds(within(room(frame.getBounds()), frame.getBounds(), least));
        }
    }

    private static Rectangle screen() {
        return GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
    }

    /** Puts the window where it was, or in the middle when that place is on no screen any more. */
    static void restore(JFrame frame, Optional<WindowPlace> place) {
        limit(frame);
        Optional<Rectangle> was = place.map(known -> bounds(known, frame));
        Optional<Rectangle> seen = was.filter(WindowPlaces::canBeSeen);
        if (seen.isPresent()) {
            frame.setBounds(within(room(seen.get()), seen.get(), frame.getMinimumSize()));
            return;
        }
        Rectangle screen = screen();
        Dimension wanted = was.map(Rectangle::getSize).orElseGet(frame::getSize);
        frame.setSize(Math.min(wanted.width, screen.width), Math.min(wanted.height, screen.height));
        frame.setLocationRelativeTo(null);
    }

    /**
     * Where that place is now. When everything is drawn larger or smaller than it was then, as much is seen in the window as
     * before, and not less than in a new one: what it was made small for may have been that everything was large.
     *
     * @param frame as large as a new one
     */
    private static Rectangle bounds(WindowPlace place, JFrame frame) {
        Rectangle pixels = new Rectangle(place.x(), place.y(), place.width(), place.height());
        if (place.percent().isEmpty()) {
            return pixels;
        }
        double pixel = 1 / pixelsPerUnit(frame);
        Rectangle bounds = scaled(pixels, pixel);
        int percent = percent(frame);
        if (place.percent().getAsInt() != percent) {
            Dimension asMuch =
                    scaled(pixels, pixel * percent / place.percent().getAsInt()).getSize();
            bounds.setSize(Math.max(asMuch.width, frame.getWidth()), Math.max(asMuch.height, frame.getHeight()));
        }
        return bounds;
    }

    /** How large everything is drawn, whoever has said so: the desktop to Java or to the look, or the user. */
    private static int percent(JFrame frame) {
        return (int) Math.round(pixelsPerUnit(frame) * UIScale.scale(100f));
    }

    private static double pixelsPerUnit(JFrame frame) {
        return frame.getGraphicsConfiguration().getDefaultTransform().getScaleX();
    }

    private static Rectangle scaled(Rectangle bounds, double factor) {
        return new Rectangle(
                (int) Math.round(bounds.x * factor),
                (int) Math.round(bounds.y * factor),
                (int) Math.round(bounds.width * factor),
                (int) Math.round(bounds.height * factor));
    }

    /** Where the window is now; empty while it is maximized, which says nothing of its own place. */
    static Optional<WindowPlace> of(JFrame frame) {
        if (frame.getExtendedState() != Frame.NORMAL) {
            return Optional.empty();
        }
        Rectangle pixels = scaled(frame.getBounds(), pixelsPerUnit(frame));
        OptionalInt percent = OptionalInt.of(percent(frame));
        return Optional.of(new WindowPlace(pixels.x, pixels.y, pixels.width, pixels.height, percent));
    }

    /**
     * Tells where the window is whenever it has come to rest: the process may end without being able to ask.
     *
     * @param places gets each place, on the event thread
     */
    static void follow(JFrame frame, Consumer<WindowPlace> places) {
        Timer rest = new Timer(REST_MILLIS, event -> {
            if (frame.isDisplayable()) {
                of(frame).ifPresent(places);
            }
        });
        rest.setRepeats(false);
        frame.addComponentListener(new ComponentAdapter() {
            @Override
            public void componentMoved(ComponentEvent event) {
                rest.restart();
            }

            @Override
            public void componentResized(ComponentEvent event) {
                rest.restart();
            }
        });
    }

    /** Moved, and made smaller where that is not enough, so that all of it is there: the screen may be another one now. */
    static Rectangle within(Rectangle room, Rectangle window, Dimension least) {
        int width = Math.min(room.width, Math.max(least.width, window.width));
        int height = Math.min(room.height, Math.max(least.height, window.height));
        int x = Math.max(room.x, Math.min(window.x, room.x + room.width - width));
        int y = Math.max(room.y, Math.min(window.y, room.y + room.height - height));
        return new Rectangle(x, y, width, height);
    }

    /** All screens that it was on. */
    private static Rectangle room(Rectangle window) {
        return screens().filter(window::intersects).reduce(Rectangle::union).orElse(window);
    }

    private static Stream<Rectangle> screens() {
        return Stream.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices())
                .map(GraphicsDevice::getDefaultConfiguration)
                .map(GraphicsConfiguration::getBounds);
    }

    private static boolean canBeSeen(Rectangle window) {
        Rectangle title = new Rectangle(window.x, window.y, window.width, VISIBLE / 2);
        return screens().map(title::intersection).anyMatch(seen -> seen.width >= VISIBLE && seen.height >= VISIBLE / 4);
    }
}
