package wherry.protocol.localsend;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was accepted of an offer: by that, its sender is let go on later without a question.
 *
 * @param id the session's
 * @param sender the fingerprint of the sender's certificate
 * @param folder where the files go
 * @param digests of name, size and time of each file, one after another
 */
record Acceptance(String id, String sender, Path folder, ByteBuffer digests, State state) {
    /** Whether something of it is missing. */
    enum State {
        OPEN,
        FINISHED
    }

    private static final byte[] MAGIC = "wherry a2".getBytes(StandardCharsets.US_ASCII);

    /** Of SHA-256, in bytes. */
    private static final int DIGEST = 32;

    /** In bytes, as written. */
    static final int LARGEST = (64 << 10) + ManifestReader.MOST_FILES * DIGEST;

    Acceptance {
        digests = digests.asReadOnlyBuffer();
    }

    static Acceptance of(String id, String sender, Path folder, List<ManifestFile> files) {
        MessageDigest digest = Fingerprint.sha256();
        // All in one piece: there may be a hundred thousand, and a sender waits.
        ByteBuffer digests = ByteBuffer.allocate(files.size() * DIGEST);
        files.forEach(file -> digests.put(digest(file, digest)));
        return new Acceptance(id, sender, folder, digests.flip(), State.OPEN);
    }

    /** Whether none of these files is another than those that were accepted. */
    boolean covers(List<ManifestFile> offered) {
        Set<ByteBuffer> accepted = new HashSet<>();
        for (int at = 0; at < digests.limit(); at += DIGEST) {
            accepted.add(digests.slice(at, DIGEST));
        }
        MessageDigest digest = Fingerprint.sha256();
        return offered.stream().allMatch(file -> accepted.contains(ByteBuffer.wrap(digest(file, digest))));
    }

    private static byte[] digest(ManifestFile file, MessageDigest digest) {
        String modified = file.modified()
                .map(time -> time.getEpochSecond() + "." + time.getNano())
                .orElse("");
        String text = file.size() + "\n" + modified + "\n" + file.name();
        return digest.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeUTF(id);
            out.writeUTF(sender);
            out.writeUTF(folder.toString());
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
    static Acceptance read(byte[] bytes, State state) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (!MessageDigest.isEqual(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new IOException("another kind of file");
            }
            String id = in.readUTF();
            String sender = in.readUTF();
            Path folder = Path.of(in.readUTF());
            byte[] digests = in.readAllBytes();
            if (digests.length % DIGEST != 0) {
                throw new EOFException();
            }
            return new Acceptance(id, sender, folder, ByteBuffer.wrap(digests), state);
        } catch (InvalidPathException noPath) {
            throw new IOException(noPath);
        }
    }
}
