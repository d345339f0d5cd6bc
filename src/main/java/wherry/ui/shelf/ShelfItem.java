package wherry.ui.shelf;

import java.awt.Image;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import wherry.transfer.DisplayText;
import wherry.transfer.Sizes;
import wherry.ui.widgets.Messages;

/**
 * Describes one thing on the shelf.
 *
 * @param id stays the same while it is on the shelf
 * @param name fit to be shown
 * @param looks what is known of it by now
 * @param word on where it is going, or who did not take it; empty while nothing of the kind was tried
 */
public record ShelfItem(long id, Content content, String name, Looks looks, String word) {
    private static final int LONGEST_TEXT_NAME = 60;

    /** What is sent of it. */
    public sealed interface Content {}

    /** A file or a folder. */
    public record PathContent(Path path) implements Content {}

    public record TextContent(String text) implements Content {}

    public enum Kind {
        FILE,
        FOLDER,
        PICTURE,
        TEXT,
        /** It is not there, or cannot be read. */
        GONE
    }

    /**
     * What it turns out to be.
     *
     * @param bytes in all; empty while that is not known
     */
    public record Looks(Kind kind, OptionalLong bytes, Optional<Image> thumbnail) {
        Looks(Kind kind) {
            this(kind, OptionalLong.empty(), Optional.empty());
        }

        Looks withoutThumbnail() {
            return new Looks(kind, bytes, Optional.empty());
        }
    }

    static ShelfItem of(long id, Content content) {
        if (content instanceof TextContent words) {
            String oneLine = words.text().strip().replaceAll("\\s+", " ");
            String name = DisplayText.escape(DisplayText.shorten(oneLine, LONGEST_TEXT_NAME));
            long bytes = words.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            return new ShelfItem(id, content, name, new Looks(Kind.TEXT, OptionalLong.of(bytes), Optional.empty()), "");
        }
        Path path = ((PathContent) content).path();
        Path last = path.getFileName();
        return new ShelfItem(id, content, DisplayText.escape(last == null ? path : last), new Looks(Kind.FILE), "");
    }

    ShelfItem looking(Looks now) {
        return new ShelfItem(id, content, name, now, word);
    }

    ShelfItem with(String wordNow) {
        return new ShelfItem(id, content, name, looks, wordNow);
    }

    /** {@code 1.2 MB}; its kind alone while the size is not known. */
    public String detail() {
        String kind = Messages.of("shelf.kind." + looks.kind());
        return looks.bytes().isPresent()
                ? Messages.of(
                        "shelf.kindAndSize", kind, Sizes.rounded(looks.bytes().getAsLong()))
                : kind;
    }
}
