package wherry.ui;

import java.awt.EventQueue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import wherry.ui.desktop.FileOpener;

/** A desktop that opens nothing, or cannot. */
final class RecordingOpener implements FileOpener {
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile boolean broken;
    /** What was looked for. */
    final List<Path> looks = new CopyOnWriteArrayList<>();
    /** For scenes whose files are made up: none of them is gone. */
    volatile boolean hasEverything;

    @Override
    public boolean isThere(Path file) {
        looks.add(file);
        return hasEverything || FileOpener.super.isThere(file);
    }

    @Override
    public void open(Path file) throws IOException {
        record("open " + file);
    }

    @Override
    public void show(Path file) throws IOException {
        record("show " + file);
    }

    @Override
    public void moveToTrash(Path file) throws IOException {
        record("trash " + file);
        Files.delete(file);
    }

    @Override
    public void browse(URI page) throws IOException {
        record("browse " + page + (EventQueue.isDispatchThread() ? " on the event thread" : ""));
    }

    private void record(String call) throws IOException {
        if (broken) {
            throw new IOException("no program on this computer takes it");
        }
        calls.add(call);
    }
}
