package wherry.transfer;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names the outermost files and folders of an offer: what its sender has picked.
 *
 * @param first the first of them, {@link #MOST_NAMED} at most, not fit to be shown
 * @param count how many there are
 * @param arePhotos whether all files have names of photographs
 */
public record OfferedThings(List<String> first, int count, boolean arePhotos) {
    /** So many are named. */
    public static final int MOST_NAMED = 3;

    /** What cameras write. */
    private static final Set<String> PHOTOS = Set.of("jpg", "jpeg", "heic", "heif", "dng");

    public OfferedThings {
        first = List.copyOf(first);
    }

    /** Goes through all of them: of a hundred thousand that takes some hundredths of a second. */
    static OfferedThings of(List<OfferedFile> files, List<String> emptyFolders) {
        Names names = new Names(files.iterator(), emptyFolders.iterator());
        Set<String> things = TransferTitle.things(names);
        List<String> first = things.stream().limit(MOST_NAMED).toList();
        return new OfferedThings(first, things.size(), !files.isEmpty() && names.arePhotos);
    }

    /** First those of the files. */
    private static final class Names implements Iterator<String> {
        private final Iterator<OfferedFile> files;
        private final Iterator<String> folders;
        private boolean arePhotos = true;

        Names(Iterator<OfferedFile> files, Iterator<String> folders) {
            this.files = files;
            this.folders = folders;
        }

        @Override
        public boolean hasNext() {
            return files.hasNext() || folders.hasNext();
        }

        @Override
        public String next() {
            if (!files.hasNext()) {
                return folders.next();
            }
            String name = files.next().name();
            arePhotos = arePhotos && isPhoto(name);
            return name;
        }

        private static boolean isPhoto(String name) {
            return PHOTOS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        }
    }
}
