package wherry.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wherry.storage.ReceivedTree;
import wherry.transfer.Answer;
import wherry.transfer.OfferedFile;
import wherry.transfer.ProtocolException;

/** The files of one offer, by number. Safe for use by many threads. */
final class UploadFiles {
    private final List<UploadFile> files;

    /** Which are wanted and which are not. */
    record Choice(List<UploadFile> wanted, List<UploadFile> unwanted) {}

    UploadFiles(List<UploadFile> files) {
        this.files = List.copyOf(files);
    }

    List<UploadFile> all() {
        return files;
    }

    List<UploadFile> in(UploadState state) {
        return files.stream().filter(file -> file.state() == state).toList();
    }

    boolean haveEnded() {
        return files.stream().allMatch(file -> file.state().isFinal());
    }

    boolean isMoving() {
        return files.stream().anyMatch(UploadFile::isMoving);
    }

    /** Of those, in bytes. */
    static long bytes(List<UploadFile> files) {
        return files.stream().mapToLong(file -> file.wanted().size()).sum();
    }

    /** In bytes, of those that are wanted. */
    long missing() {
        return files.stream()
                .filter(file -> file.state() == UploadState.WANTED || file.state() == UploadState.DONE)
                .mapToLong(file -> file.wanted().size() - file.have())
                .sum();
    }

    /** As whoever is asked sees them. */
    List<OfferedFile> offered() {
        return files.stream().map(UploadFiles::offered).toList();
    }

    private static OfferedFile offered(UploadFile file) {
        return new OfferedFile(file.wanted().name(), file.wanted().size());
    }

    /** Parts them as the answer does, in which only name and size tell files apart. */
    Choice choose(Answer.Accept accept) {
        Map<OfferedFile, Integer> left = new HashMap<>();
        accept.files().forEach(file -> left.merge(file, 1, Integer::sum));
        List<UploadFile> wanted = new ArrayList<>();
        List<UploadFile> unwanted = new ArrayList<>();
        for (UploadFile file : files) {
            boolean isWanted = left.merge(offered(file), -1, Integer::sum) >= 0;
            (isWanted ? wanted : unwanted).add(file);
        }
        return new Choice(wanted, unwanted);
    }

    /** All of them, unless there is no room for so many bytes. */
    static void accept(List<UploadFile> wanted, ReceivedTree into, long bytes) {
        try {
            into.requireRoom(bytes);
            wanted.forEach(file -> file.accept(into));
        } catch (ProtocolException full) {
            wanted.forEach(file -> file.refuse(full));
        }
    }

    void drop(UploadState last) {
        files.forEach(file -> file.drop(last));
    }

    /** See {@link UploadFile#leave}. */
    void leave() {
        files.forEach(UploadFile::leave);
    }
}
