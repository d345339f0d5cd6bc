package wherry.link;

/**
 * A text that is offered on the page.
 *
 * @param number of the change that brought it
 * @param visitorId whose page; empty for everybody's
 */
record LinkText(long number, String visitorId, String text) {
    boolean isFor(Visitor visitor) {
        return visitorId.isEmpty() || visitorId.equals(visitor.id());
    }
}
