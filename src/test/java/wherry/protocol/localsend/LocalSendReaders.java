package wherry.protocol.localsend;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import wherry.http.ChunkedBody;
import wherry.http.HttpCodec;
import wherry.http.HttpStatusException;
import wherry.http.PageGuard;
import wherry.http.RequestBody;
import wherry.protocol.localsend.discovery.LocalSendAnnouncements;
import wherry.protocol.localsend.identity.Identity;
import wherry.protocol.localsend.identity.IdentityFile;
import wherry.protocol.localsend.message.ArrivedNames;
import wherry.protocol.localsend.message.BatchHead;
import wherry.protocol.localsend.message.Device;
import wherry.protocol.localsend.message.Manifest;
import wherry.protocol.localsend.message.NonsenseException;
import wherry.protocol.localsend.message.PeerList;
import wherry.protocol.localsend.message.PrepareUploadReader;
import wherry.protocol.localsend.message.PrepareUploadRequest;
import wherry.protocol.localsend.message.ReachAnswer;
import wherry.protocol.localsend.message.ReceivedBlocks;
import wherry.protocol.localsend.message.Rfc3339;
import wherry.protocol.localsend.receiving.AcceptedOffer;
import wherry.protocol.localsend.receiving.OfferMemory;
import wherry.protocol.localsend.receiving.UploadContents;
import wherry.protocol.localsend.sending.BatchUpload;
import wherry.storage.BlockDigests;
import wherry.testing.FuzzTarget;

/** What this protocol reads from strangers, from peers that answer, and from its own files. */
public final class LocalSendReaders {
    private static final String DEVICE = "{\"alias\":\"Quiet Fox\",\"version\":\"2.1\",\"deviceModel\":\"Wherry\","
            + "\"deviceType\":\"desktop\",\"fingerprint\":\"5A\",\"port\":53317,\"protocol\":\"https\","
            + "\"download\":false,\"announce\":true,\"x-wherry\":{\"v\":1,\"features\":[\"resume\",\"asks\"],"
            + "\"also\":{\"homebrew\":54321}}}";
    private static final String OFFER = "{\"info\":" + DEVICE
            + ",\"files\":{\"f0\":{\"id\":\"f0\",\"fileName\":\"photos/a.jpg\",\"size\":1234567,"
            + "\"fileType\":\"image/jpeg\",\"sha256\":null,\"preview\":\"x\","
            + "\"metadata\":{\"modified\":\"2026-11-23T10:02:11Z\"}},\"f1\":{\"id\":\"f1\",\"fileName\":\"b\","
            + "\"size\":0,\"fileType\":\"text/plain\"}},\"x-wherry\":{\"v\":1,\"features\":[\"folders\"],"
            + "\"folders\":[\"photos/later\"],\"continues\":\"s\"}}";
    private static final String ACCEPTED = "{\"sessionId\":\"s\",\"files\":{\"f0\":\"t\",\"f1\":null},"
            + "\"x-wherry\":{\"v\":1,\"features\":[\"same\"],\"skipped\":[\"f1\"],\"candidates\":[\"f0\"]}}";
    private static final String HEAD = String.join(
            "\r\n",
            "POST /api/localsend/v2/register?a=b%20c HTTP/1.1",
            "Host: 127.0.0.1:53317",
            "Content-Type: application/json",
            "Content-Length: 2",
            "",
            "");
    private static final String CHUNKS = "5;a=b\r\nhello\r\n00a\r\n0123456789\r\n0\r\nA: b\r\n\r\n";
    private static final int BLOCKS = 3;
    private static final int BUFFER = 16 << 10;

    private LocalSendReaders() {}

    public static List<FuzzTarget> targets() {
        Identity ours = Identity.make(Instant.now());
        String blocks = "{\"changed\":false,\"blocks\":[\"" + "ab".repeat(32) + "\",\"" + "cd".repeat(32) + "\"]}";
        return List.of(
                FuzzTarget.of("announcement", List.of(DEVICE), LocalSendReaders::readAnnouncement, List.of()),
                FuzzTarget.of(
                        "register and info",
                        List.of(DEVICE),
                        input -> FuzzTarget.requireBetween(
                                0, Device.read(stream(input)).port(), 65_535),
                        List.of(HttpStatusException.class)),
                FuzzTarget.of(
                        "prepare-upload",
                        List.of(OFFER),
                        LocalSendReaders::readOffer,
                        List.of(HttpStatusException.class)),
                FuzzTarget.of(
                        "answer to an offer",
                        List.of(ACCEPTED),
                        input -> PrepareUploadRequest.read(FuzzTarget.text(input), 2),
                        List.of(NonsenseException.class)),
                FuzzTarget.of(
                        "blocks", List.of(blocks), LocalSendReaders::readBlocks, List.of(NonsenseException.class)),
                FuzzTarget.of(
                        "answer to a batch",
                        List.of("{\"statuses\":[200,500,208]}"),
                        input -> FuzzTarget.require(
                                BatchUpload.statuses(FuzzTarget.text(input), 3).size() == 3),
                        List.of(NonsenseException.class)),
                FuzzTarget.of(
                        "names at the receiver",
                        List.of("{\"statuses\":[200,200],\"names\":{\"0\":\"a (1).txt\",\"1\":\"b\"}}"),
                        input -> FuzzTarget.require(ArrivedNames.read(FuzzTarget.text(input))
                                .of(0)
                                .filter(String::isEmpty)
                                .isEmpty()),
                        List.of()),
                new FuzzTarget(
                        "batch", List.of(batch()), LocalSendReaders::readBatch, List.of(HttpStatusException.class)),
                FuzzTarget.of(
                        "head of a request",
                        List.of(HEAD, "GET /api/localsend/v1/info HTTP/1.0\r\n\r\n"),
                        LocalSendReaders::readHead,
                        List.of(HttpStatusException.class, MessageConstraintException.class, HttpException.class)),
                FuzzTarget.of(
                        "chunks",
                        List.of(CHUNKS),
                        input -> new ChunkedBody(new SessionInputBufferImpl(BUFFER), stream(input)).readAllBytes(),
                        List.of(HttpStatusException.class, EOFException.class)),
                FuzzTarget.of(
                        "whom others hear",
                        List.of(
                                "{\"peers\":[{\"fingerprint\":\"" + "AB".repeat(32)
                                        + "\",\"alias\":\"Otter\",\"addresses\":[{\"address\":\"10.0.0.2\",\"port\":53317}]}]}"),
                        input -> PeerList.read(FuzzTarget.text(input)),
                        List.of(IOException.class)),
                FuzzTarget.of(
                        "answer about our reach",
                        List.of("{\"heard\":[\"localsend\",\"homebrew\"],\"connects\":true}"),
                        input -> ReachAnswer.read(FuzzTarget.text(input)),
                        List.of(IOException.class)),
                FuzzTarget.of(
                        "time of a file",
                        List.of("2026-11-23T10:02:11Z", "2026-11-23T10:02:11.123456789+01:00"),
                        input -> Rfc3339.parse(FuzzTarget.text(input)),
                        List.of()),
                FuzzTarget.of(
                        "key file",
                        List.of(IdentityFile.format(ours)),
                        input -> IdentityFile.parse(FuzzTarget.text(input)),
                        List.of(GeneralSecurityException.class, IllegalArgumentException.class)),
                new FuzzTarget(
                        "what was accepted",
                        List.of(acceptance()),
                        input -> FuzzTarget.require(AcceptedOffer.read(input, AcceptedOffer.State.OPEN)
                                        .offer()
                                        .remaining()
                                == 32),
                        List.of(IOException.class)));
    }

    private static void readAnnouncement(byte[] input) {
        LocalSendAnnouncements announcements = new LocalSendAnnouncements("ab".repeat(32), null);
        announcements.decode(ByteBuffer.wrap(input).asReadOnlyBuffer()).ifPresent(heard -> {
            FuzzTarget.requireBetween(1, heard.port(), 65_535);
            FuzzTarget.require(heard.fingerprint().isPresent());
        });
    }

    private static void readOffer(byte[] input) throws IOException {
        OfferMemory memory = new OfferMemory(OfferMemory.usual(), () -> false);
        Manifest manifest;
        try (OfferMemory.Share share = memory.open(InetAddress.getLoopbackAddress(), Optional.empty())) {
            manifest = PrepareUploadReader.read(stream(input), share);
        }
        FuzzTarget.require(manifest.files().size() + manifest.emptyFolders().size() > 0);
        manifest.files().forEach(file -> FuzzTarget.require(file.size() >= 0));
    }

    private static void readBlocks(byte[] input) throws IOException {
        ReceivedBlocks kept = ReceivedBlocks.read(FuzzTarget.text(input), BLOCKS * (long) BlockDigests.BLOCK);
        FuzzTarget.require(kept.digests().length % BlockDigests.LENGTH == 0);
        FuzzTarget.require(kept.digests().length / BlockDigests.LENGTH <= BLOCKS);
    }

    private static void readBatch(byte[] input) throws IOException {
        UploadContents contents = new UploadContents(new RequestBody(stream(input), false), Optional.empty());
        for (Optional<BatchHead> head = BatchHead.read(contents::take);
                head.isPresent();
                head = BatchHead.read(contents::take)) {
            FuzzTarget.requireBetween(0, head.get().size(), BatchHead.LARGEST_FILE);
            contents.skip(head.get().size());
        }
    }

    private static void readHead(byte[] input) throws IOException, HttpException {
        new HttpCodec.StrictRequestParserFactory(PageGuard::check)
                .create()
                .parse(new SessionInputBufferImpl(BUFFER), stream(input));
    }

    private static byte[] batch() {
        ByteBuffer batch = ByteBuffer.allocate(200);
        new BatchHead("f0", "token", 4).put(batch);
        batch.put("here".getBytes(StandardCharsets.US_ASCII));
        new BatchHead("f1", "token", 0).put(batch);
        BatchHead.putEnd(batch);
        byte[] bytes = new byte[batch.position()];
        batch.flip().get(bytes);
        return bytes;
    }

    private static byte[] acceptance() {
        try {
            return new AcceptedOffer(
                            "s",
                            "ab".repeat(32),
                            Path.of("folder").toAbsolutePath(),
                            AcceptedOffer.Place.USUAL,
                            ByteBuffer.allocate(32),
                            ByteBuffer.allocate(64),
                            AcceptedOffer.State.OPEN)
                    .toBytes();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static InputStream stream(byte[] input) {
        return new ByteArrayInputStream(input);
    }
}
