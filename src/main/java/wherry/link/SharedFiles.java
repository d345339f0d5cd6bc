package wherry.link;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists what is offered at one moment.
 *
 * @param number of this version, higher than those of the versions before
 * @param files in the order in which they are shown
 * @param emptyFolders behind the files
 * @param picked what the user picked, as it is called here: files, and folders with a {@code /} behind
 */
public record SharedFiles(int number, List<SharedFile> files, List<SharedFolder> emptyFolders, List<String> picked) {
    /** Nothing. */
    static final SharedFiles NONE = new SharedFiles(0, List.of(), List.of(), List.of());

    public SharedFiles {
        files = List.copyOf(files);
        emptyFolders = List.copyOf(emptyFolders);
        picked = List.copyOf(picked);
    }

    public boolean isNothing() {
        return files.isEmpty() && emptyFolders.isEmpty();
    }

    /** All of them, in bytes. */
    public long bytes() {
        return files.stream().mapToLong(SharedFile::size).sum();
    }

    /** What all of it is called as one file. */
    String zipName() {
        if (picked.size() != 1) {
            return "Wherry.zip";
        }
        String only = picked.get(0);
        return (only.endsWith("/") ? only.substring(0, only.length() - 1) : only) + ".zip";
    }

    /** By what addresses call them. */
    Map<String, SharedFile> byId() {
        Map<String, SharedFile> byId = new LinkedHashMap<>();
        files.forEach(file -> byId.put(file.id(), file));
        return byId;
    }

    /** Another one when anything of it changes. */
    String version() {
        StringBuilder all = new StringBuilder("zip 1");
        files.forEach(file -> all.append('\n').append(file.version()));
        emptyFolders.forEach(
                folder -> all.append('\n').append(folder.name()).append('/').append(folder.modified()));
        return SharedFile.digest(all.toString());
    }
}
