package wherry.link;

import java.util.List;

/** Tells upwards what happens to a link. Told on threads of the link; whoever takes it must not block. */
public sealed interface LinkEvent {
    /** Who has opened it, in the order in which they came. Every event is the whole list. */
    record VisitorsChanged(List<Visitor> visitors) implements LinkEvent {
        public VisitorsChanged {
            visitors = List.copyOf(visitors);
        }
    }

    /** What is offered changed. */
    record OfferChanged(SharedFiles files) implements LinkEvent {}

    /**
     * Somebody has taken all bytes of something.
     *
     * @param name fit to be shown
     */
    record Downloaded(Visitor visitor, String name, long bytes) implements LinkEvent {}

    /** Somebody has left something and it is in place. */
    record Uploaded(Visitor visitor, int files, long bytes) implements LinkEvent {}

    /** Somebody wanted to leave something, and not all of it came. */
    record NotUploaded(Visitor visitor) implements LinkEvent {}

    /**
     * Something went wrong that the user should know.
     *
     * @param sentence fit to be shown
     */
    record Warned(String sentence) implements LinkEvent {}

    /** It has ended; nothing else is told. */
    record Closed(Why why) implements LinkEvent {
        /** Why it ended. */
        public enum Why {
            BY_US,
            ITS_TIME
        }
    }
}
