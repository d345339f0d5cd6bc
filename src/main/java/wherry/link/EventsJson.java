package wherry.link;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;

/** Writes what the page's program reads (link.md, "Following along"). */
final class EventsJson {
    private EventsJson() {}

    /**
     * What a page does not know yet.
     *
     * @param known the last change that it was told of; 0 if it knows nothing
     * @param files the number of the version of what is offered
     */
    static String of(String boot, long known, Uploads.Told told, int files) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            json.name("boot").value(boot).name("change").value(told.change());
            json.name("state").value(told.closed() ? "closed" : "open");
            json.name("files").value(files);
            json.name("offers").beginArray();
            for (UploadOffer offer : told.offers()) {
                write(offer, known, json);
            }
            json.endArray();
            json.name("texts").beginArray();
            for (LinkText each : told.texts()) {
                json.value(each.text());
            }
            json.endArray();
            json.endObject();
        }
        return text.toString();
    }

    /**
     * What is said of an offer that has just been made.
     *
     * @param before the last change before it
     */
    static String offer(String boot, UploadOffer offer, long before) {
        return "{\"boot\":\"" + boot + "\",\"offer\":\"" + offer.id() + "\",\"change\":" + before + "}";
    }

    private static void write(UploadOffer offer, long known, JsonWriter json) throws IOException {
        boolean goesOn = !offer.hasEnded();
        json.beginObject().name("id").value(offer.id()).name("files").beginArray();
        for (int i = 0; i < offer.files().size(); i++) {
            UploadFile file = offer.files().get(i);
            if (known == 0 ? matters(file, goesOn) : file.changed() > known) {
                json.beginObject().name("i").value(i);
                write(file, file.have(), json);
                if (known == 0) {
                    json.name("name").value(file.wanted().name());
                    json.name("size").value(file.wanted().size());
                    json.name("modified");
                    json.value(file.wanted()
                            .modified()
                            .map(time -> time.toEpochMilli())
                            .orElse(0L));
                }
                json.endObject();
            }
        }
        json.endArray().endObject();
    }

    /**
     * Whether who knows nothing is told of it, and then all there is to know: of what can go on, and of what came before in the
     * same offer, which is chosen again with the rest.
     */
    private static boolean matters(UploadFile file, boolean goesOn) {
        return !file.state().isFinal() || (goesOn && file.state() == UploadState.DONE);
    }

    /** How it stands with one file. */
    static String file(UploadFile file, long have) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            write(file, have, json);
            json.endObject();
        }
        return text.toString();
    }

    private static void write(UploadFile file, long have, JsonWriter json) throws IOException {
        json.name("state").value(file.state().word()).name("have").value(have);
        if (!file.why().isEmpty()) {
            json.name("why").value(file.why());
        }
    }
}
