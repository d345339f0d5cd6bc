package wherry.ui;

import java.awt.Container;
import java.awt.Point;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import javax.swing.JButton;
import javax.swing.text.JTextComponent;
import org.assertj.swing.core.GenericTypeMatcher;
import org.assertj.swing.core.Robot;

/** Finds the cards of a window, and what is on them. */
record Cards(Robot robot, MainFrame frame) {
    /** What the questions ask, from top to bottom. */
    List<String> asked() {
        return WindowTest.read(() -> all().stream()
                .sorted(Comparator.comparingInt(card -> card.getLocationOnScreen().y))
                .map(this::words)
                .toList());
    }

    /** The card whose question has these words. */
    Container card(String words) {
        return WindowTest.read(() -> all().stream()
                .filter(one -> words(one).contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError(words + " is not in " + asked())));
    }

    JButton button(String words, String name) {
        return (JButton) robot.finder().findByName(card(words), name);
    }

    /** Opens the menu of a button that does one thing by a click in its middle and others by its arrow. */
    void clickArrow(String button) {
        clickArrow((JButton) robot.finder().findByName(frame, button, true));
    }

    void clickArrow(JButton button) {
        robot.click(button, WindowTest.read(() -> new Point(button.getWidth() - 10, button.getHeight() / 2)));
    }

    private String words(Container card) {
        return ((JTextComponent) robot.finder().findByName(card, "questionText")).getText();
    }

    private Collection<Container> all() {
        return robot.finder().findAll(frame, new GenericTypeMatcher<>(Container.class, true) {
            @Override
            protected boolean isMatching(Container component) {
                return "question".equals(component.getName());
            }
        });
    }
}
