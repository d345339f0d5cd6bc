package wherry.protocol.localsend;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import wherry.discovery.Announcement;
import wherry.protocol.ReceiveHandler;
import wherry.storage.ReceiveFolder;
import wherry.testing.RecordingReceiveHandler;
import wherry.transfer.Answer;
import wherry.transfer.Offer;
import wherry.transfer.Transfer;
import wherry.transfer.TransferRecorder;

/** Remembers who registered. */
record HeardReception(RecordingReceiveHandler files, List<Announcement> heard) implements ReceiveHandler {
    HeardReception(RecordingReceiveHandler files) {
        this(files, new CopyOnWriteArrayList<>());
    }

    @Override
    public void heard(Announcement announcement, InetAddress from) {
        heard.add(announcement);
    }

    @Override
    public CompletableFuture<Answer> ask(Offer offer) {
        return files.ask(offer);
    }

    @Override
    public CompletableFuture<Answer> show(Offer offer, String text) {
        return files.show(offer, text);
    }

    @Override
    public TransferRecorder begin(Transfer first) {
        return files.begin(first);
    }

    @Override
    public ReceiveFolder folder() {
        return files.folder();
    }

    @Override
    public void log(String line) {
        files.log(line);
    }
}
