package wherry.protocol.homebrew;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import wherry.net.PendingConnection;
import wherry.net.Reset;
import wherry.protocol.ReceiveHandler;
import wherry.protocol.TransferLimits;
import wherry.storage.PartialFile;
import wherry.storage.ReceiveFolder;
import wherry.transfer.AddressText;
import wherry.transfer.Answer;
import wherry.transfer.Direction;
import wherry.transfer.DisplayText;
import wherry.transfer.Endpoint;
import wherry.transfer.Event;
import wherry.transfer.Failure;
import wherry.transfer.Offer;
import wherry.transfer.OfferedFile;
import wherry.transfer.ProtocolException;
import wherry.transfer.Security;
import wherry.transfer.Sentences;
import wherry.transfer.Sizes;
import wherry.transfer.Transfer;
import wherry.transfer.TransferBuffers;
import wherry.transfer.TransferRecorder;
import wherry.transfer.TransferState;
import wherry.transfer.Watchdog;

/**
 * Serves one connection, from its first byte to its end. Nothing is ever written to it: it ends normally when
 * the file is in place, and with a reset in every other case (homebrew.md, "How an upload ends").
 */
final class Incoming implements UploadsUnderWay.Upload {
    private static final System.Logger LOG = System.getLogger(Incoming.class.getName());

    private final PendingConnection pending;
    private final SocketChannel channel;
    private final InetSocketAddress from;
    private final ReceiveHandler reception;
    private final UploadsUnderWay connections;
    private final IncomingContents contents;

    Incoming(
            PendingConnection pending,
            ReceiveHandler reception,
            TransferLimits limits,
            Watchdog watchdog,
            TransferBuffers buffers,
            UploadsUnderWay connections) {
        this.pending = pending;
        this.channel = pending.channel();
        this.from = pending.from();
        this.reception = reception;
        this.connections = connections;
        this.contents = new IncomingContents(channel, limits, watchdog, buffers);
    }

    void serve() {
        reception.log(Sentences.of("log.connect", Endpoint.text(from)));
        try {
            receive(readHeader());
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "Before an offer was made", failure);
            reception.complain(Sentences.of("log.failed", Failure.sentence(failure)));
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "Serving a connection", failure);
        } finally {
            end();
        }
    }

    /** Resets the connection unless it has ended, and forgets it. */
    void end() {
        try {
            reset();
        } finally {
            connections.ended(this);
            pending.left();
        }
    }

    @Override
    public PendingConnection pending() {
        return pending;
    }

    @Override
    public long progressed() {
        return contents.progressed();
    }

    @Override
    public void reset() {
        Reset.close(channel);
    }

    /** All of it has come, unless it never will. */
    private Header readHeader() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(pending.heard());
        Header header = Header.read(bytes);
        if (header == null) {
            throw new ProtocolException(Sentences.of("homebrew.endInHeader"));
        }
        contents.beginWith(bytes);
        return header;
    }

    private void receive(Header header) {
        String name = DisplayText.escape(header.name());
        String sender = AddressText.of(from.getAddress());
        Transfer first = Transfer.begin(UUID.randomUUID().toString(), Direction.RECEIVING, name, sender)
                .over("homebrew", new Security.Plain());
        TransferRecorder recorder = reception.begin(first);
        recorder.onCancel(this::reset);
        recorder.planned(name, 1, header.size());
        OfferedFile file = new OfferedFile(header.name(), header.size());
        recorder.tellFiles(id -> new Event.FilesListed(id, List.of(file), List.of(), List.of()));
        try {
            recorder.enter(TransferState.ASKING);
            Answer answer = ask(header, sender);
            if (answer instanceof Answer.Accept accept) {
                contents.expect();
                connections.answered(this);
                store(header, accept, recorder);
            } else if (answer instanceof Answer.Decline decline) {
                reset();
                reception.complain(Sentences.of("log.declined", name, decline.sentence()));
                recorder.end(TransferState.DECLINED, decline.sentence());
            }
        } catch (SenderGaveUpException gone) {
            reception.complain(Sentences.of("log.gaveUp", name));
            recorder.end(TransferState.CANCELLED, gone.getMessage());
        } catch (IOException | RuntimeException failure) {
            // What a sender does is told in its row; the log is for what is wrong here.
            LOG.log(contents.endedBySender() ? Level.DEBUG : Level.INFO, "Receiving", failure);
            reset();
            recorder.endBy(failure);
            reception.complain(
                    Sentences.of("log.failedOf", name, recorder.snapshot().sentence()));
        }
    }

    private Answer ask(Header header, String sender) throws IOException {
        Offer offer = new Offer(
                UUID.randomUUID().toString(),
                "homebrew",
                sender,
                from,
                List.of(new OfferedFile(header.name(), header.size())));
        CompletableFuture<Answer> answer = reception.ask(offer);
        SenderWatch watch = new SenderWatch(channel, contents.ahead(), header.size());
        try {
            return watch.await(answer);
        } finally {
            contents.beginWith(watch.received());
        }
    }

    private void store(Header header, Answer.Accept accept, TransferRecorder recorder) throws IOException {
        String name = DisplayText.escape(header.name());
        reception.log(Sentences.of("log.uploading", name, Sizes.grouped(header.size())));
        recorder.enter(TransferState.MOVING);
        ReceiveFolder folder = accept.folder().map(reception.folder()::at).orElseGet(reception::folder);
        Optional<Path> present = folder.present(header.name(), header.size());
        if (present.isPresent()) {
            skip(header, present.get(), recorder);
            return;
        }
        try (PartialFile partial = folder.create(header.name(), header.size())) {
            contents.moveTo(partial.target(), header.size(), recorder);
            Path saved = partial.commit(recorder::settle);
            boolean surplus = contents.goOn();
            // First, so that whoever is told that it is done finds the sender told as well.
            channel.close();
            if (surplus) {
                reception.log(Sentences.of("log.surplus", name, Sizes.grouped(header.size())));
            }
            String savedName = DisplayText.escape(saved.getFileName());
            reception.log(
                    savedName.equals(name) ? Sentences.of("log.finished") : Sentences.of("log.finishedAs", savedName));
            recorder.tellFiles(id -> new Event.FileSaved(id, header.name(), saved, Event.FileEnded.Contents.SENT));
            recorder.endSaved(saved, Sentences.of("savedIn", DisplayText.escape(saved.getParent())));
        }
    }

    /** The sender cannot be told but by breaking off, which it would take for a failure: its bytes go nowhere. */
    private void skip(Header header, Path present, TransferRecorder recorder) throws IOException {
        contents.moveTo(Channels.newChannel(OutputStream.nullOutputStream()), header.size(), recorder);
        channel.close();
        reception.log(Sentences.of("log.skipped", DisplayText.escape(header.name())));
        recorder.endSaved(present, Sentences.of("skipped"));
    }
}
