package wherry.ui;

import java.awt.Dimension;
import java.awt.Frame;
import java.awt.GraphicsConfiguration;
import java.awt.GraphicsDevice;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.util.Optional;
import java.util.stream.Stream;
import javax.swing.JFrame;
import wherry.settings.Settings.WindowPlace;

/** Where the window goes when it opens. */
final class WindowPlaces {
    /** So much of the title must be on a screen for the window to be found, and moved. */
    private static final int VISIBLE = 80;

    private WindowPlaces() {}

    /** Puts the window where it was, or in the middle when that place is on no screen any more. */
    static void restore(JFrame frame, Optional<WindowPlace> place) {
        Optional<Rectangle> bounds = place.map(was -> new Rectangle(was.x(), was.y(), was.width(), was.height()))
                .filter(WindowPlaces::canBeSeen);
        if (bounds.isPresent()) {
            frame.setBounds(bounds.get());
            return;
        }
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        Dimension wanted = frame.getSize();
        frame.setSize(Math.min(wanted.width, screen.width), Math.min(wanted.height, screen.height));
        frame.setLocationRelativeTo(null);
    }

    /** Where the window is now; empty while it is maximized, which says nothing of its own place. */
    static Optional<WindowPlace> of(JFrame frame) {
        if (frame.getExtendedState() != Frame.NORMAL) {
            return Optional.empty();
        }
        Rectangle bounds = frame.getBounds();
        return Optional.of(new WindowPlace(bounds.x, bounds.y, bounds.width, bounds.height));
    }

    private static boolean canBeSeen(Rectangle window) {
        Rectangle title = new Rectangle(window.x, window.y, window.width, VISIBLE / 2);
        return Stream.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices())
                .map(GraphicsDevice::getDefaultConfiguration)
                .map(GraphicsConfiguration::getBounds)
                .map(title::intersection)
                .anyMatch(seen -> seen.width >= VISIBLE && seen.height >= VISIBLE / 4);
    }
}
