package wherry.ui.model;

import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.dnd.DropTarget;
import java.awt.dnd.DropTargetAdapter;
import java.awt.dnd.DropTargetDragEvent;
import java.awt.dnd.DropTargetDropEvent;
import java.awt.dnd.DropTargetEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.TooManyListenersException;
import javax.swing.JComponent;

/**
 * Tells whether the user is aiming with the pointer: while something is dragged over the window, or a button of the mouse
 * is down in a list, nothing may move under it. Event thread only.
 */
public final class Aim {
    private static final int ANY_BUTTON =
            MouseEvent.BUTTON1_DOWN_MASK | MouseEvent.BUTTON2_DOWN_MASK | MouseEvent.BUTTON3_DOWN_MASK;

    /** Whether it is so. Told late rather than early: what was aimed at is dealt with before anything moves. */
    public final ObservableValue<Boolean> isTaken = new ObservableValue<>(false);

    private boolean dragging;
    private boolean pressing;

    /** What is dragged over this, or over anything in it, is aimed. Where nothing takes drops it is refused. */
    public void watchDragsOver(JComponent background) {
        new DropTarget(background, new Refusal()).setActive(true);
        watchDropsIn(background);
    }

    /** What is dragged over anything in this that takes drops by itself is aimed. */
    public void watchDropsIn(Container container) {
        for (Component part : container.getComponents()) {
            if (part.getDropTarget() != null) {
                watchDrops(part);
            }
            if (part instanceof Container inner) {
                watchDropsIn(inner);
            }
        }
    }

    private void watchDrops(Component component) {
        try {
            // Swing's own drop target takes more than one listener.
            component.getDropTarget().addDropTargetListener(new Watching());
        } catch (TooManyListenersException impossible) {
            throw new AssertionError("Swing's drop targets take many listeners", impossible);
        }
    }

    /** Pressing a button of the mouse in a list begins to aim; letting go ends it. */
    public void watchPresses(Component list) {
        MouseAdapter mouse = new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent event) {
                pressing = true;
                update();
            }

            @Override
            public void mouseReleased(MouseEvent event) {
                letGo(event);
            }

            @Override
            public void mouseMoved(MouseEvent event) {
                letGo(event);
            }

            @Override
            public void mouseEntered(MouseEvent event) {
                letGo(event);
            }

            @Override
            public void mouseExited(MouseEvent event) {
                letGo(event);
            }
        };
        list.addMouseListener(mouse);
        list.addMouseMotionListener(mouse);
    }

    private void letGo(MouseEvent event) {
        if (pressing && (event.getModifiersEx() & ANY_BUTTON) == 0) {
            pressing = false;
            updateSoon();
        }
    }

    private void drag(boolean over) {
        dragging = over;
        if (over) {
            update();
        } else {
            updateSoon();
        }
    }

    /** From one component to the next a drag leaves and enters; and a drop or a click is dealt with first. */
    private void updateSoon() {
        EventQueue.invokeLater(this::update);
    }

    private void update() {
        isTaken.set(dragging || pressing);
    }

    private class Watching extends DropTargetAdapter {
        @Override
        public void dragEnter(DropTargetDragEvent event) {
            drag(true);
        }

        @Override
        public void dragOver(DropTargetDragEvent event) {
            drag(true);
        }

        @Override
        public void dragExit(DropTargetEvent event) {
            drag(false);
        }

        @Override
        public void drop(DropTargetDropEvent event) {
            drag(false);
        }
    }

    private final class Refusal extends Watching {
        @Override
        public void dragEnter(DropTargetDragEvent event) {
            super.dragEnter(event);
            event.rejectDrag();
        }

        @Override
        public void dragOver(DropTargetDragEvent event) {
            super.dragOver(event);
            event.rejectDrag();
        }

        @Override
        public void drop(DropTargetDropEvent event) {
            event.rejectDrop();
            super.drop(event);
        }
    }
}
