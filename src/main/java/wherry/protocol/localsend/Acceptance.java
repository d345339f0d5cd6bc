package wherry.protocol.localsend;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was accepted of an offer: by that, its sender is let go on later without a question.
 *
 * @param id the session's
 * @param sender the fingerprint of the sender's certificate
 * @param folder where the files go
 * @param files the digests of name, size and time of each
 */
record Acceptance(String id, String sender, Path folder, Set<ByteBuffer> files, State state) {
    /** Whether something of it is missing. */
    enum State {
        OPEN,
        FINISHED
    }

    private static final byte[] MAGIC = "wherry a1".getBytes(StandardCharsets.US_ASCII);

    /** In bytes, as written. */
    static final int LARGEST =
            (64 << 10) + ManifestReader.MOST_FILES * Fingerprint.sha256().getDigestLength();

    Acceptance {
        files = Set.copyOf(files);
    }

    static Acceptance of(String id, String sender, Path folder, List<ManifestFile> files) {
        MessageDigest digest = Fingerprint.sha256();
        Set<ByteBuffer> digests = new HashSet<>();
        files.forEach(file -> digests.add(digest(file, digest)));
        return new Acceptance(id, sender, folder, digests, State.OPEN);
    }

    /** Whether none of these files is another than those that were accepted. */
    boolean covers(List<ManifestFile> offered) {
        MessageDigest digest = Fingerprint.sha256();
        return offered.stream().allMatch(file -> files.contains(digest(file, digest)));
    }

    private static ByteBuffer digest(ManifestFile file, MessageDigest digest) {
        String modified = file.modified().map(Object::toString).orElse("");
        String text = file.size() + "\n" + modified + "\n" + file.name();
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] bytes(ByteBuffer digest) {
        byte[] bytes = new byte[digest.remaining()];
        digest.duplicate().get(bytes);
        return bytes;
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeUTF(id);
            out.writeUTF(sender);
            out.writeUTF(folder.toString());
            for (ByteBuffer file : files) {
                out.write(bytes(file));
            }
        }
        return bytes.toByteArray();
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
            int length = Fingerprint.sha256().getDigestLength();
            Set<ByteBuffer> files = new HashSet<>();
            while (in.available() > 0) {
                byte[] file = new byte[length];
                in.readFully(file);
                files.add(ByteBuffer.wrap(file));
            }
            return new Acceptance(id, sender, folder, files, state);
        } catch (InvalidPathException noPath) {
            throw new IOException(noPath);
        }
    }
}
