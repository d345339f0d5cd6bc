package org.assertj.swing.core;

import static org.assertj.swing.hierarchy.NewHierarchy.ignoreExistingComponents;

import java.awt.AWTException;

/**
 * Presses keys and buttons, and knows when all of them have arrived: it asks the screen, where the library's own robot
 * sleeps 60 ms after each and 100 ms in the end, half of what the tests of the window took. In this package as that one
 * is made for nobody else to extend.
 */
public final class PunctualRobot extends BasicRobot {
    private static final int BETWEEN_EVENTS_MILLIS = 10;

    private final java.awt.Robot screen;

    /** Knows only components that are made from now on. */
    public PunctualRobot() {
        super(null, ignoreExistingComponents());
        settings().delayBetweenEvents(BETWEEN_EVENTS_MILLIS);
        settings().eventPostingDelay(BETWEEN_EVENTS_MILLIS);
        try {
            screen = new java.awt.Robot();
        } catch (AWTException none) {
            throw new IllegalStateException(none);
        }
    }

    @Override
    public void waitForIdle() {
        screen.waitForIdle();
        super.waitForIdle();
    }
}
