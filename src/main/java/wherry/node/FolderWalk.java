package wherry.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import wherry.protocol.OutgoingFile;
import wherry.protocol.OutgoingFolder;
import wherry.settings.Settings;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.OfferedFile;
import wherry.transfer.PathText;
import wherry.transfer.Sentences;
import wherry.transfer.TransferTitle;

/** Finds the files behind what the user picked. Reads the disk: never on the event thread. */
final class FolderWalk implements FolderTree.Found {
    private final List<OutgoingFile> files = new ArrayList<>();
    private final List<OutgoingFolder> emptyFolders = new ArrayList<>();
    private final Map<Path, String> unreadable = new LinkedHashMap<>();
    private final LeftOut leftOut = new LeftOut();
    private boolean folders;

    private final Map<Path, String> names;
    private final Settings.Links links;
    private final BooleanSupplier cancelled;

    private FolderWalk(Map<Path, String> names, Settings.Links links, BooleanSupplier cancelled) {
        this.names = names;
        this.links = links;
        this.cancelled = cancelled;
    }

    /**
     * Walks folders.
     *
     * @param names what files were called, with their folders, when they were sent before: they keep their places
     * @param links what is done about those inside folders
     * @param cancelled ends the walk early
     */
    static FolderWalk of(List<Path> picked, Map<Path, String> names, Settings.Links links, BooleanSupplier cancelled) {
        FolderWalk walk = new FolderWalk(names, links, cancelled);
        for (Path path : picked) {
            if (!cancelled.getAsBoolean()) {
                walk.add(path);
            }
        }
        return walk;
    }

    List<OutgoingFile> files() {
        return files;
    }

    /** What the transfer of that id consists of, given what was picked. */
    Event listed(String transferId, List<Path> picked) {
        List<OfferedFile> listed = new ArrayList<>(files.size() + unreadable.size());
        List<Path> sources = new ArrayList<>(files.size() + unreadable.size());
        files.forEach(file -> {
            listed.add(new OfferedFile(file.name(), file.size()));
            sources.add(file.path());
        });
        unreadable.keySet().forEach(path -> {
            listed.add(new OfferedFile(PathText.of(path.getFileName() == null ? path : path.getFileName()), 0));
            sources.add(path);
        });
        return new Event.FilesListed(transferId, listed, sources, List.copyOf(picked));
    }

    /** The names of what was found, as the log's lines say them. */
    String logTitle() {
        return TransferTitle.forLog(files.stream().map(OutgoingFile::name).toList());
    }

    /** Folders in which there is nothing that is sent, not even another folder. */
    List<OutgoingFolder> emptyFolders() {
        return emptyFolders;
    }

    /** What cannot be sent, with the reason. */
    Map<Path, String> unreadable() {
        return unreadable;
    }

    /** What is in the folders and is not sent. */
    LeftOut leftOut() {
        return leftOut;
    }

    boolean hasFolders() {
        return folders;
    }

    /** Whether there is nothing at all that could be sent or complained about. */
    boolean isNothing() {
        return files.isEmpty() && unreadable.isEmpty() && emptyFolders.isEmpty();
    }

    boolean isOnlyFolders() {
        return files.isEmpty() && unreadable.isEmpty() && !emptyFolders.isEmpty();
    }

    private void add(Path picked) {
        try {
            // What the user picked by hand is meant, link or not.
            BasicFileAttributes attributes = Files.readAttributes(picked, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                folders = true;
                new FolderTree(picked, links, this, cancelled).walk();
            } else if (!attributes.isRegularFile()) {
                unreadable.put(picked, Sentences.of("send.notAFile"));
            } else if (isUnknownSize(picked, attributes)) {
                unreadable.put(picked, Sentences.of("send.unknownSize"));
            } else if (names.containsKey(picked) || FolderTree.isText(picked)) {
                String name = names.getOrDefault(picked, lastName(picked));
                folders |= name.indexOf('/') >= 0;
                send(picked, name, attributes);
            } else {
                unreadable.put(picked, Sentences.of("send.nameIsNoText"));
            }
        } catch (IOException failure) {
            unreadable(picked, failure);
        }
    }

    @Override
    public void file(Path file, String name, BasicFileAttributes attributes) {
        if (isUnknownSize(file, attributes)) {
            leftOut(name, LeftOut.Reason.UNKNOWN_SIZE);
        } else {
            send(file, name, attributes);
        }
    }

    private static boolean isUnknownSize(Path file, BasicFileAttributes attributes) {
        return attributes.size() == 0 && ZeroSizeProbe.hasContents(file);
    }

    private void send(Path file, String name, BasicFileAttributes attributes) {
        Instant modified = attributes.lastModifiedTime().toInstant();
        files.add(new OutgoingFile(file, name, attributes.size(), Optional.of(modified)));
    }

    @Override
    public void emptyFolder(Path folder, String name) {
        emptyFolders.add(new OutgoingFolder(folder, name));
    }

    @Override
    public void unreadable(Path path, IOException failure) {
        unreadable.put(path, Failure.reading(failure, path));
    }

    @Override
    public void unnameable(Path path) {
        unreadable.put(path, Sentences.of("send.nameIsNoText"));
    }

    @Override
    public void leftOut(String name, LeftOut.Reason reason) {
        leftOut.add(name, reason);
    }

    private static String lastName(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : PathText.of(name);
    }
}
