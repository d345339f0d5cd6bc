package wherry.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Leads to one folder, whatever others put under its name meanwhile: a link that is planted between the look and the
 * write is not followed. On Linux the folder is held open, and all that happens in it goes through its descriptor, as
 * with openat(2). Elsewhere the name is looked at again before and after each step, which is noticed too late now and
 * then (SECURITY.md). Safe for use by many threads.
 */
final class HeldFolder implements Closeable {
    /** Whoever swaps a name in a loop wins some races, but hardly so many in a row. */
    private static final int ATTEMPTS = 20;

    private final Path path;
    private final FolderIdentity identity;
    private final FileChannel channel;
    private final Path here;
    private SecureDirectoryStream<Path> files;
    private int users;
    private boolean closing;

    /** What happens in a folder. */
    @FunctionalInterface
    interface Use<T> {
        /**
         * Does it.
         *
         * @param here leads to the folder, for as long as this takes
         */
        T in(Path here) throws IOException;
    }

    private HeldFolder(Path path, FolderIdentity identity, FileChannel channel, Path here) {
        this.path = path;
        this.identity = identity;
        this.channel = channel;
        this.here = here;
    }

    /** The folder that the user chose: wherever its name leads, that is meant. Need not exist yet. */
    static HeldFolder chosen(Path path) {
        return new HeldFolder(path, FolderIdentity.ANY, null, path);
    }

    /**
     * Opens a folder in this one.
     *
     * @throws NoSuchFileException there is none under that name, but perhaps a link to one
     */
    HeldFolder open(Path name) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            HeldFolder opened = with(parent -> open(parent.resolve(name), path.resolve(name)));
            if (opened != null) {
                return opened;
            }
        }
        throw new NoSuchFileException(path.resolve(name).toString());
    }

    /** Null if it was another one that was opened in the end. */
    private static HeldFolder open(Path there, Path path) throws IOException {
        FolderIdentity identity = FolderIdentity.of(there);
        if (!DescriptorPath.isKnown(there)) {
            return new HeldFolder(path, identity, null, path);
        }
        FileChannel channel = openFolder(there);
        try {
            Optional<Path> descriptor = DescriptorPath.of(channel, identity.key());
            if (descriptor.isPresent()) {
                return new HeldFolder(path, identity, channel, descriptor.get());
            }
            channel.close();
            return hasDescriptor(there.getParent()) ? null : new HeldFolder(path, identity, null, path);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /** All of a reception is on one file system; a link may lead to another one, which must not decide. */
    private static boolean hasDescriptor(Path folder) throws IOException {
        try (FileChannel channel = openFolder(folder)) {
            Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
            return DescriptorPath.of(channel, key).isPresent();
        }
    }

    /** The dot makes sure that nothing but a folder is opened: to open a pipe would wait for its other end. */
    private static FileChannel openFolder(Path folder) throws IOException {
        return FileChannel.open(folder.resolve("."), READ);
    }

    /** What people call it. */
    Path path() {
        return path;
    }

    /** Whether it is still what its name leads to. */
    boolean isThere() {
        return identity.isAt(path);
    }

    /**
     * Does something in it.
     *
     * @throws ClosedChannelException it was closed
     * @throws NoSuchFileException it was taken away
     */
    <T> T with(Use<T> use) throws IOException {
        enter();
        return leavingAfter(use);
    }

    /** As {@link #with} for somebody who has entered before; has left afterwards. */
    <T> T leavingAfter(Use<T> use) throws IOException {
        try {
            requireThere();
            T done = use.in(here);
            requireThere();
            return done;
        } finally {
            leave();
        }
    }

    /** Makes a file, and opens it. */
    FileChannel create(String name) throws IOException {
        Set<OpenOption> options = Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS);
        enter();
        try {
            SecureDirectoryStream<Path> files = files();
            if (files != null) {
                return (FileChannel) files.newByteChannel(Path.of(name), options);
            }
            requireThere();
            FileChannel file = FileChannel.open(here.resolve(name), options);
            try {
                requireThere();
            } catch (IOException swapped) {
                file.close();
                throw swapped;
            }
            return file;
        } finally {
            leave();
        }
    }

    /** Sets when a file was last changed. */
    void setModified(String name, FileTime modified) throws IOException {
        with(folder -> {
            SecureDirectoryStream<Path> files = files();
            BasicFileAttributeView view = files == null
                    ? Files.getFileAttributeView(folder.resolve(name), BasicFileAttributeView.class, NOFOLLOW_LINKS)
                    : files.getFileAttributeView(Path.of(name), BasicFileAttributeView.class, NOFOLLOW_LINKS);
            // Java looks up first what is left out.
            view.setTimes(modified, FileTime.from(Instant.now()), null);
            return view;
        });
    }

    /** Deletes a file, unless it, or the folder, is not there any more. */
    void delete(String name) throws IOException {
        try {
            with(folder -> {
                SecureDirectoryStream<Path> files = files();
                if (files == null) {
                    return Files.deleteIfExists(folder.resolve(name));
                }
                files.deleteFile(Path.of(name));
                return true;
            });
        } catch (ClosedChannelException | NoSuchFileException gone) {
            // And the file with it.
        }
    }

    /**
     * What makes and deletes files in a folder that is held open, with the system's own calls for that: paths through
     * descriptors take longer. Null where it is not held.
     */
    @SuppressWarnings("StreamResourceLeak") // It is closed with the folder.
    private synchronized SecureDirectoryStream<Path> files() throws IOException {
        if (files == null && channel != null) {
            DirectoryStream<Path> stream = Files.newDirectoryStream(here);
            if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
                stream.close();
                throw new IOException("no openat");
            }
            files = secure;
        }
        return files;
    }

    synchronized void enter() throws ClosedChannelException {
        if (closing) {
            throw new ClosedChannelException();
        }
        users++;
    }

    synchronized void leave() throws IOException {
        users--;
        closeUnlessUsed();
    }

    /** Lets those finish who do something in it. */
    @Override
    public synchronized void close() throws IOException {
        closing = true;
        closeUnlessUsed();
    }

    private void closeUnlessUsed() throws IOException {
        if (closing && users == 0 && channel != null) {
            channel.close();
            if (files != null) {
                files.close();
            }
        }
    }

    /** A descriptor leads there, whatever became of the name. */
    private void requireThere() throws IOException {
        if (channel == null && !isThere()) {
            throw new NoSuchFileException(path.toString());
        }
    }
}
