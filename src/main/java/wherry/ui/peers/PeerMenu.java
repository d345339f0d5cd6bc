package wherry.ui.peers;

import java.awt.datatransfer.StringSelection;
import java.util.Optional;
import java.util.function.Supplier;
import javax.swing.JComponent;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;
import wherry.transfer.Peer;
import wherry.ui.model.TrustController;
import wherry.ui.settings.TrustMenu;
import wherry.ui.widgets.Keys;
import wherry.ui.widgets.Messages;

/** Offers what can be done with a peer, by the right button or the menu key. */
final class PeerMenu {
    private PeerMenu() {}

    /**
     * Gives the list its menu, and the key that removes.
     *
     * @param selected whom the menu is about
     */
    static void install(JComponent list, Supplier<Optional<Peer>> selected, SendCommands send, PeerCommands commands) {
        JPopupMenu menu = new JPopupMenu();
        menu.setName("peerMenu");
        menu.addPopupMenuListener(new PopupMenuListener() {
            @Override
            public void popupMenuWillBecomeVisible(PopupMenuEvent event) {
                menu.removeAll();
                selected.get()
                        .ifPresentOrElse(
                                peer -> fill(menu, list, peer, send, commands), () -> fillEmpty(menu, commands));
            }

            @Override
            public void popupMenuWillBecomeInvisible(PopupMenuEvent event) {}

            @Override
            public void popupMenuCanceled(PopupMenuEvent event) {}
        });
        list.setComponentPopupMenu(menu);
        Keys.bind(list, "DELETE", () -> selected.get().ifPresent(commands::removePeer));
    }

    private static void fill(JPopupMenu menu, JComponent list, Peer peer, SendCommands send, PeerCommands commands) {
        menu.add(item("sendFiles", () -> send.chooseFilesFor(peer)));
        menu.add(item("sendFolder", () -> send.chooseFolderFor(peer)));
        JMenuItem text = menu.add(item("sendText", () -> send.writeTextTo(peer)));
        text.setEnabled(PeerText.takesText(peer));
        menu.addSeparator();
        star(menu, peer, commands);
        menu.add(trust(peer, commands.trust()));
        JMenuItem compare = menu.add(item("compareCodes", () -> commands.compareCodes(peer)));
        compare.setEnabled(PeerText.verified(peer).isPresent());
        menu.addSeparator();
        menu.add(item("copyAddress", () -> copy(list, PeerText.address(peer))));
        menu.add(item("removePeer", () -> commands.removePeer(peer)));
    }

    private static void star(JPopupMenu menu, Peer peer, PeerCommands commands) {
        boolean isStarred = commands.starOf(peer).isPresent();
        JMenuItem star = item("star", () -> commands.toggleStar(peer));
        star.setText(Messages.of(isStarred ? "menu.unstar" : "menu.star"));
        star.setEnabled(commands.canBeStarred(peer));
        menu.add(star);
        JMenuItem rename = menu.add(item("rename", () -> commands.rename(peer)));
        rename.setEnabled(isStarred);
    }

    /** Only the owner of a key can be trusted: a name or an address is anybody's. */
    private static JMenu trust(Peer peer, TrustController trust) {
        Optional<String> fingerprint = PeerText.verified(peer);
        JMenu menu = new JMenu(Messages.of(fingerprint.isPresent() ? "menu.trust" : "menu.trust.unverified"));
        menu.setName("trust");
        menu.setEnabled(fingerprint.isPresent());
        fingerprint.ifPresent(key -> TrustMenu.fill(menu.getPopupMenu(), trust, key, PeerText.name(peer)));
        return menu;
    }

    private static void fillEmpty(JPopupMenu menu, PeerCommands commands) {
        menu.add(item("addPeer", commands::addPeer));
    }

    private static JMenuItem item(String key, Runnable action) {
        JMenuItem item = new JMenuItem(Messages.of("menu." + key));
        item.setName(key);
        item.addActionListener(event -> action.run());
        return item;
    }

    private static void copy(JComponent list, String text) {
        list.getToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
    }
}
