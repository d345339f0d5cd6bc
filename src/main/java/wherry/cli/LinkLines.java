package wherry.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import wherry.link.LinkEvent;
import wherry.link.Visitor;
import wherry.transfer.Event;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;

/** Prints what happens at a link: as lines for people, or as objects for programs. */
final class LinkLines {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Terminal terminal;
    private final Form form;
    /** By their ids: the oldest are forgotten, and others come in their place. */
    private Set<String> visitorsTold = Set.of();

    /** Whom it is printed for. */
    enum Form {
        LINES,
        JSON
    }

    LinkLines(Terminal terminal, Form form) {
        this.terminal = terminal;
        this.form = form;
    }

    /** The first line of all. */
    void opened(String address) {
        if (form == Form.JSON) {
            JsonObject object = new JsonObject();
            object.addProperty("link", address);
            print(object);
        } else {
            terminal.print(Sentences.of("cli.link", address));
        }
    }

    void print(Object event) {
        if (event instanceof Event.Logged line) {
            logged(line);
        } else if (event instanceof Event.Warned warned) {
            warned(warned.sentence());
        } else if (event instanceof Event.TextReceived text) {
            text(text);
        } else if (event instanceof Event.TransferChanged changed && form == Form.JSON) {
            transfer(changed.transfer());
        } else if (event instanceof LinkEvent.VisitorsChanged changed) {
            visitors(changed.visitors());
        } else if (event instanceof LinkEvent.Downloaded downloaded) {
            downloaded(downloaded);
        } else if (event instanceof LinkEvent.Warned warned) {
            warned(warned.sentence());
        } else if (event instanceof LinkEvent.Closed closed) {
            closed(closed);
        }
    }

    private void logged(Event.Logged line) {
        if (form == Form.JSON) {
            JsonObject object = event(line.tone() == Event.Logged.Tone.TROUBLE ? "trouble" : "log");
            object.addProperty("line", line.line());
            print(object);
        } else if (line.tone() == Event.Logged.Tone.TROUBLE) {
            terminal.complain(line.stamped());
        } else {
            terminal.print(line.stamped());
        }
    }

    private void warned(String sentence) {
        if (form == Form.JSON) {
            JsonObject object = event("warning");
            object.addProperty("line", sentence);
            print(object);
        } else {
            terminal.complain(sentence);
        }
    }

    private void text(Event.TextReceived text) {
        if (form == Form.JSON) {
            JsonObject object = event("text");
            object.addProperty("from", text.senderName());
            object.addProperty("text", text.text());
            print(object);
        } else {
            ReceivedText.print(text, terminal);
        }
    }

    private void transfer(Transfer transfer) {
        JsonObject object = event("transfer");
        object.addProperty("id", transfer.id());
        object.addProperty("title", transfer.title());
        object.addProperty("from", transfer.peerName());
        object.addProperty("state", transfer.state().name().toLowerCase(Locale.ROOT));
        object.addProperty("files", transfer.files());
        object.addProperty("bytes", transfer.bytes());
        object.addProperty("bytesDone", transfer.bytesDone());
        object.addProperty("sentence", transfer.sentence());
        transfer.savedAs().ifPresent(path -> object.addProperty("savedAs", wherry.transfer.PathText.of(path)));
        print(object);
    }

    private void visitors(List<Visitor> visitors) {
        for (Visitor visitor : visitors) {
            if (visitorsTold.contains(visitor.id())) {
                continue;
            }
            if (form == Form.JSON) {
                JsonObject object = event("visitor");
                object.addProperty("visitor", visitor.title());
                print(object);
            } else {
                terminal.print(stamped(Sentences.of("link.opened", visitor.title())));
            }
        }
        visitorsTold = visitors.stream().map(Visitor::id).collect(Collectors.toSet());
    }

    private void downloaded(LinkEvent.Downloaded downloaded) {
        if (form == Form.JSON) {
            JsonObject object = event("downloaded");
            object.addProperty("name", downloaded.name());
            object.addProperty("bytes", downloaded.bytes());
            object.addProperty("visitor", downloaded.visitor().title());
            print(object);
        } else {
            terminal.print(stamped(Sentences.of(
                    "link.downloaded",
                    downloaded.name(),
                    Sizes.grouped(downloaded.bytes()),
                    downloaded.visitor().title())));
        }
    }

    private void closed(LinkEvent.Closed closed) {
        if (form == Form.JSON) {
            JsonObject object = event("closed");
            object.addProperty("why", closed.why() == LinkEvent.Closed.Why.ITS_TIME ? "time" : "told");
            print(object);
        } else if (closed.why() == LinkEvent.Closed.Why.ITS_TIME) {
            terminal.print(stamped(Sentences.of("link.over")));
        }
    }

    private static String stamped(String line) {
        return Event.Logged.now(line).stamped();
    }

    private static JsonObject event(String name) {
        JsonObject object = new JsonObject();
        object.addProperty("event", name);
        return object;
    }

    private void print(JsonObject object) {
        terminal.print(GSON.toJson(object));
    }
}
