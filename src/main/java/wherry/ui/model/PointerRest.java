package wherry.ui.model;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.dnd.DragSource;
import java.awt.dnd.DragSourceAdapter;
import java.awt.dnd.DragSourceDropEvent;
import java.awt.event.AWTEventListener;
import java.awt.event.HierarchyEvent;
import java.awt.event.MouseEvent;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.swing.SwingUtilities;
import javax.swing.Timer;

/**
 * Tells whether the pointer is at rest, so that something may appear under it: no button is down, nothing is dragged, and
 * neither was so, nor has the pointer moved in the window, for 400 ms. A pointer that never rests is waited for no longer
 * than 4.5 s, unless a button is down. Event thread only.
 */
public final class PointerRest {
    private static final int REST_MILLIS = 400;
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(4_500);
    private static final int ANY_BUTTON =
            MouseEvent.BUTTON1_DOWN_MASK | MouseEvent.BUTTON2_DOWN_MASK | MouseEvent.BUTTON3_DOWN_MASK;

    public final ObservableValue<Boolean> isAtRest = new ObservableValue<>(true);

    private final Aim aim;
    private final LongSupplier nanoTime;
    private final Timer timer = new Timer(REST_MILLIS, event -> settle());
    private boolean pressed;
    private long restlessSince;

    public PointerRest(Aim aim) {
        this(aim, System::nanoTime);
    }

    /** @param nanoTime tells the time that has passed */
    PointerRest(Aim aim, LongSupplier nanoTime) {
        this.aim = aim;
        this.nanoTime = nanoTime;
        timer.setRepeats(false);
        aim.isTaken.watch(this::aimed);
    }

    /** Listens to the mouse over this window for as long as it is displayable. */
    public void watch(Window window) {
        AWTEventListener mouse = event -> heard(window, event);
        DragSourceAdapter drags = new DragSourceAdapter() {
            @Override
            public void dragDropEnd(DragSourceDropEvent event) {
                // The button went up over another program, and nobody told the window.
                pressed = false;
                stir();
            }
        };
        window.addHierarchyListener(event -> {
            if ((event.getChangeFlags() & HierarchyEvent.DISPLAYABILITY_CHANGED) != 0) {
                Toolkit.getDefaultToolkit().removeAWTEventListener(mouse);
                DragSource.getDefaultDragSource().removeDragSourceListener(drags);
                if (window.isDisplayable()) {
                    long events = AWTEvent.MOUSE_EVENT_MASK | AWTEvent.MOUSE_MOTION_EVENT_MASK;
                    Toolkit.getDefaultToolkit().addAWTEventListener(mouse, events);
                    DragSource.getDefaultDragSource().addDragSourceListener(drags);
                }
            }
        });
    }

    private void heard(Window window, AWTEvent event) {
        if (event instanceof MouseEvent mouse && isIn(window, mouse.getComponent())) {
            switch (mouse.getID()) {
                case MouseEvent.MOUSE_PRESSED,
                        MouseEvent.MOUSE_RELEASED,
                        MouseEvent.MOUSE_MOVED,
                        MouseEvent.MOUSE_DRAGGED -> {
                    pointerUsed(mouse.getModifiersEx());
                }
                default -> {
                    // That something else came under the pointer is not the user's doing.
                }
            }
        }
    }

    /** @param modifiers of the event, which say what is pressed */
    void pointerUsed(int modifiers) {
        pressed = (modifiers & ANY_BUTTON) != 0;
        stir();
    }

    private static boolean isIn(Window window, Component component) {
        return component != null && (component == window || SwingUtilities.getWindowAncestor(component) == window);
    }

    private void aimed() {
        if (aim.isTaken.get()) {
            stir();
        } else if (!isAtRest.get()) {
            pressed = false;
            stir();
        }
    }

    private void stir() {
        if (isAtRest.get()) {
            restlessSince = nanoTime.getAsLong();
            isAtRest.set(false);
        }
        timer.restart();
        if (nanoTime.getAsLong() - restlessSince > PATIENCE) {
            EventQueue.invokeLater(this::settle);
        }
    }

    private void settle() {
        if (!pressed && !aim.isTaken.get()) {
            timer.stop();
            isAtRest.set(true);
        }
    }
}
