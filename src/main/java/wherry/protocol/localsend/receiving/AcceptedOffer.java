package wherry.protocol.localsend.receiving;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wherry.protocol.localsend.message.Manifest;
import wherry.protocol.localsend.message.ManifestFile;
import wherry.protocol.localsend.message.PrepareUploadReader;
import wherry.transfer.PathText;
import wherry.transfer.Sha256;

/**
 * Records what was accepted of an offer: by that, its sender is let go on later without a question.
 *
 * @param id the session's
 * @param sender the fingerprint of the sender's certificate
 * @param folder where the files go
 * @param offer tells the whole offer from any other; of one that was accepted in part it is that of none
 * @param digests of name, size and time of each file, one after another
 */
public record AcceptedOffer(
        String id, String sender, Path folder, Place place, ByteBuffer offer, ByteBuffer digests, State state) {
    /** Whose choice the folder was. */
    public enum Place {
        /** It is the one that is set: now another one may be. */
        USUAL,
        /** It was decided for this sender, or for this offer. */
        CHOSEN
    }

    /** Whether something of it is missing. */
    public enum State {
        OPEN,
        FINISHED
    }

    private static final byte[] MAGIC = "wherry a3".getBytes(StandardCharsets.US_ASCII);

    /** Of SHA-256, in bytes. */
    private static final int DIGEST = 32;

    /** In bytes, as written. */
    static final int LARGEST = (64 << 10) + PrepareUploadReader.MOST_FILES * DIGEST;

    private static final ByteBuffer NO_OFFER = ByteBuffer.allocate(DIGEST);

    /** What is enough to find it by. */
    record Head(String id, String sender, ByteBuffer offer) {}

    public AcceptedOffer {
        digests = digests.asReadOnlyBuffer();
    }

    /** @param files those of the offer that were accepted */
    static AcceptedOffer of(
            String id, String sender, Path folder, Place place, Manifest manifest, List<ManifestFile> files) {
        MessageDigest digest = Sha256.digest();
        // All in one piece: there may be a hundred thousand, and a sender waits.
        ByteBuffer digests = ByteBuffer.allocate(files.size() * DIGEST);
        files.forEach(file -> digests.put(digest(file, digest)));
        ByteBuffer offer = files.size() == manifest.files().size() ? offer(manifest) : NO_OFFER;
        return new AcceptedOffer(id, sender, folder, place, offer, digests.flip(), State.OPEN);
    }

    /** The same for the same files and empty folders in any order, and for nothing else. */
    static ByteBuffer offer(Manifest manifest) {
        MessageDigest digest = Sha256.digest();
        List<byte[]> all = new ArrayList<>(manifest.files().size());
        manifest.files().forEach(file -> all.add(digest(file, digest)));
        manifest.emptyFolders()
                .forEach(name -> all.add(digest.digest(("folder\n" + name).getBytes(StandardCharsets.UTF_8))));
        all.sort(Arrays::compareUnsigned);
        all.forEach(digest::update);
        return ByteBuffer.wrap(digest.digest());
    }

    /** Whether none of these files is another than those that were accepted. */
    boolean covers(List<ManifestFile> offered) {
        Set<ByteBuffer> accepted = new HashSet<>();
        for (int at = 0; at < digests.limit(); at += DIGEST) {
            accepted.add(digests.slice(at, DIGEST));
        }
        MessageDigest digest = Sha256.digest();
        return offered.stream().allMatch(file -> accepted.contains(ByteBuffer.wrap(digest(file, digest))));
    }

    private static byte[] digest(ManifestFile file, MessageDigest digest) {
        String modified = file.modified()
                .map(time -> time.getEpochSecond() + "." + time.getNano())
                .orElse("");
        String text = file.size() + "\n" + modified + "\n" + file.name();
        return digest.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads the beginning of what {@link #toBytes} made. */
    static Head readHead(DataInputStream in) throws IOException {
        if (!MessageDigest.isEqual(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new IOException("another kind of file");
        }
        String id = in.readUTF();
        String sender = in.readUTF();
        byte[] offer = new byte[DIGEST];
        in.readFully(offer);
        return new Head(id, sender, ByteBuffer.wrap(offer));
    }

    public byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeUTF(id);
            out.writeUTF(sender);
            byte[] key = new byte[DIGEST];
            offer.get(0, key);
            out.write(key);
            out.writeUTF(place.name());
            out.writeUTF(PathText.of(folder));
        }
        byte[] all = Arrays.copyOf(bytes.toByteArray(), bytes.size() + digests.limit());
        digests.get(0, all, bytes.size(), digests.limit());
        return all;
    }

    /**
     * Reads what {@link #toBytes} made.
     *
     * @throws IOException it is something else, or not all of it
     */
    public static AcceptedOffer read(byte[] bytes, State state) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Head head = readHead(in);
            Place place = Place.valueOf(in.readUTF());
            Path folder = PathText.of(in.readUTF());
            byte[] digests = in.readAllBytes();
            if (digests.length % DIGEST != 0) {
                throw new EOFException();
            }
            return new AcceptedOffer(
                    head.id(), head.sender(), folder, place, head.offer(), ByteBuffer.wrap(digests), state);
        } catch (IllegalArgumentException noPathOrPlace) {
            throw new IOException(noPathOrPlace);
        }
    }
}
