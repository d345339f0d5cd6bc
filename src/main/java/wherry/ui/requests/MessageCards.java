package wherry.ui.requests;

import java.util.List;
import java.util.Optional;
import wherry.transfer.Event;
import wherry.ui.model.ObservableValue;
import wherry.ui.model.OwnNames;
import wherry.ui.model.TrustController;
import wherry.ui.widgets.CardGroup;
import wherry.ui.widgets.CardStack;
import wherry.ui.widgets.LiveRegion;

/** Shows the texts that came in, each on a card of its own. */
public final class MessageCards {
    private static final int MOST = 3;

    private final MessagesModel model;
    private final LinkCommands links;
    private final TrustController trust;
    private final OwnNames names;
    private final CardGroup<MessagesModel.Message, MessageCard> cards;
    private final LiveRegion announcements = new LiveRegion("messageAnnouncements");
    private final MoreCard more;

    /**
     * Puts its cards into that stack.
     *
     * @param links opens them, once the user has seen where they lead
     */
    public MessageCards(
            CardStack stack, MessagesModel model, LinkCommands links, TrustController trust, OwnNames names) {
        this.model = model;
        this.links = links;
        this.trust = trust;
        this.names = names;
        cards = new CardGroup<>(stack, new Kind(), MOST);
        more = new MoreCard(MoreCard.Kind.MESSAGES, model::clear);
        stack.append(more);
        stack.append(announcements);
        stack.whenFree(this::refresh);
        ObservableValue.whileShown(stack, this::refresh, model.open);
    }

    private void refresh() {
        List<MessagesModel.Message> newestFirst = model.open.get();
        Optional<MessagesModel.Message> newest =
                cards.show(newestFirst).stream().findFirst();
        more.show(newestFirst.size() - cards.shown().size(), newestFirst.size());
        newest.flatMap(cards::card).map(MessageCard::spoken).ifPresent(announcements::announce);
    }

    private final class Kind implements CardGroup.Kind<MessagesModel.Message, MessageCard> {
        @Override
        public Object key(MessagesModel.Message message) {
            return message.number();
        }

        @Override
        public MessageCard card(MessagesModel.Message message) {
            Event.TextReceived received = message.received();
            String sender = names.of(received.security(), received.senderName());
            return new MessageCard(received, sender, links, trust, () -> model.close(message));
        }

        /** Nobody but the user takes a text away, unless there are very many. */
        @Override
        public boolean isAnswered(MessagesModel.Message message) {
            return true;
        }

        @Override
        public void close(MessageCard card) {
            // Nothing hangs on it.
        }
    }
}
