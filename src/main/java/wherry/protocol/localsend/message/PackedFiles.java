package wherry.protocol.localsend.message;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import wherry.transfer.OfferedFile;
import wherry.transfer.OfferedFileList;

/**
 * Lists the files of an offer, held as bytes from which each is made when it is asked for: a hundred thousand objects
 * would take ten times as much, and strangers offer as many as they like. To go through it is fast; {@link #get} takes
 * up to sixteen times as long.
 */
public final class PackedFiles extends AbstractList<ManifestFile> {
    /** The first of so many is written as a whole, the others by what is different. */
    private static final int BLOCK = 16;

    private final PackedBytes bytes = new PackedBytes();
    private final List<String> types = new ArrayList<>();
    private final Map<String, Integer> numbersOfTypes = new HashMap<>();
    private final Map<Integer, String> previews = new HashMap<>();
    private final OfferedFileList offered = new Offered();
    private int[] blocks = new int[1];
    private int size;
    /** Of all contents. */
    private long contents;

    private PackedFile.Before last = PackedFile.Before.NOTHING;

    /** Has none yet. */
    PackedFiles() {}

    /** The same files. */
    public static PackedFiles of(List<ManifestFile> files) {
        if (files instanceof PackedFiles packed) {
            return packed;
        }
        PackedFiles packed = new PackedFiles();
        files.forEach(packed::append);
        return packed;
    }

    /** One more. Not to be called any more once it has been given away: from then on it never changes. */
    void append(ManifestFile file) {
        boolean isFirst = size % BLOCK == 0;
        if (isFirst) {
            begin(size / BLOCK);
        }
        int type = numbersOfTypes.computeIfAbsent(file.type(), this::newType);
        PackedFile.write(bytes, file, isFirst ? PackedFile.Before.NOTHING : last, type);
        file.preview().ifPresent(text -> previews.put(size, text));
        last = PackedFile.Before.of(file);
        contents += file.size();
        size++;
    }

    private void begin(int block) {
        if (block == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * block);
        }
        blocks[block] = bytes.length();
    }

    private int newType(String type) {
        types.add(type);
        return types.size() - 1;
    }

    /** How many bytes the files take. */
    int length() {
        return bytes.length();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public ManifestFile get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        Cursor cursor = new Cursor(index - index % BLOCK);
        while (cursor.next < index) {
            cursor.next();
        }
        return cursor.next();
    }

    @Override
    public Iterator<ManifestFile> iterator() {
        return new Cursor(0);
    }

    /** What is offered. The same list each time. */
    OfferedFileList offered() {
        return offered;
    }

    /** An index of the ids, which must all be different. */
    public FileIndex index() {
        FileIndex index = new FileIndex(number -> get(number).id());
        forEach(file -> index.put(file.id()));
        return index;
    }

    private final class Cursor implements Iterator<ManifestFile> {
        private final PackedBytes.Reading in;
        private PackedFile.Before before = PackedFile.Before.NOTHING;
        private int next;

        /** @param first of a block */
        Cursor(int first) {
            in = bytes.from(blocks[first / BLOCK]);
            next = first;
        }

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public ManifestFile next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Optional<String> preview = previews.isEmpty() ? Optional.empty() : Optional.ofNullable(previews.get(next));
            PackedFile.Before known = next % BLOCK == 0 ? PackedFile.Before.NOTHING : before;
            ManifestFile file = PackedFile.read(in, known, types, preview);
            before = PackedFile.Before.of(file);
            next++;
            return file;
        }
    }

    private final class Offered extends OfferedFileList {
        @Override
        public int size() {
            return size;
        }

        @Override
        public long bytes() {
            return contents;
        }

        @Override
        public OfferedFile get(int index) {
            ManifestFile file = PackedFiles.this.get(index);
            return new OfferedFile(file.name(), file.size());
        }

        @Override
        public Iterator<OfferedFile> iterator() {
            return new OfferedCursor();
        }
    }

    private final class OfferedCursor implements Iterator<OfferedFile> {
        private final PackedBytes.Reading in = bytes.from(0);
        private String before = "";
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public OfferedFile next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            OfferedFile file = PackedFile.readOffered(in, next % BLOCK == 0 ? "" : before);
            before = file.name();
            next++;
            return file;
        }
    }
}
