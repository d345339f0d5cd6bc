package wherry.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import wherry.http.Response;
import wherry.transfer.Pump;
import wherry.transfer.TransferBuffers;

/**
 * Writes a part of a zip. A file whose CRC-32 is not known yet is read for it: on its way out, or for that alone where
 * only something behind it is wanted.
 *
 * @param buffers lends memory for what is read
 */
record ZipContents(ZipLayout layout, ByteRange part, TransferBuffers buffers) implements Response.Contents {
    @Override
    public void writeTo(WritableByteChannel target, LongConsumer moved) throws IOException {
        List<ZipEntry> entries = layout.entries();
        Output out = new Output(target, moved);
        if (part.from() < layout.directory()) {
            for (int i = layout.entryAt(part.from());
                    i < entries.size() && out.wantsMore(entries.get(i).offset());
                    i++) {
                write(entries.get(i), out);
            }
        }
        long at = layout.directory();
        for (ZipEntry entry : entries) {
            int length = ZipRecords.centralLength(entry);
            if (out.wants(at, length)) {
                out.record(at, ZipRecords.central(entry, crc(entry, moved)));
            }
            at += length;
        }
        out.record(at, ZipRecords.end(entries.size(), layout.end() - layout.directory(), layout.directory()));
    }

    private void write(ZipEntry entry, Output out) throws IOException {
        out.record(entry.offset(), ZipRecords.local(entry));
        if (entry.isFolder()) {
            return;
        }
        long begin = entry.offset() + ZipRecords.localLength(entry);
        SharedFile file = entry.file().orElseThrow();
        if (out.wants(begin, entry.size())) {
            writeFile(file, begin, out);
        }
        long behind = begin + entry.size();
        if (out.wants(behind, ZipRecords.descriptorLength(entry))) {
            out.record(behind, ZipRecords.descriptor(entry, crc(entry, out.moved)));
        }
    }

    private void writeFile(SharedFile file, long begin, Output out) throws IOException {
        long from = Math.max(0, part.from() - begin);
        long to = Math.min(file.size(), part.to() - begin);
        boolean hash = from == 0 && to == file.size() && file.crc().isEmpty();
        if (!hash) {
            new FileContents(file, file.open(), new ByteRange(from, to)).writeTo(out.target, out.moved);
            return;
        }
        file.crc(read(file, buffer -> {
            int n = buffer.remaining();
            Pump.writeFully(buffer, out.target);
            out.moved.accept(n);
        }));
    }

    private long crc(ZipEntry entry, LongConsumer moved) throws IOException {
        if (entry.isFolder()) {
            return 0;
        }
        SharedFile file = entry.file().orElseThrow();
        if (file.crc().isEmpty()) {
            file.crc(read(file, buffer -> {
                buffer.position(buffer.limit());
                // Nothing is sent meanwhile, but nobody is stuck.
                moved.accept(0);
            }));
        }
        return file.crc().getAsLong();
    }

    /** Takes a piece of a file, all of it. */
    @FunctionalInterface
    private interface Taker {
        void take(ByteBuffer piece) throws IOException;
    }

    /** Reads all of a file; returns its CRC-32. Its end is kept back until it is sure that it is still what it was. */
    private long read(SharedFile file, Taker taker) throws IOException {
        CRC32 crc = new CRC32();
        ByteBuffer buffer = buffers.lend();
        try (FileChannel channel = file.open()) {
            for (long position = 0; position < file.size(); ) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), file.size() - position));
                file.readFully(channel, buffer, position);
                position += buffer.flip().remaining();
                crc.update(buffer.duplicate());
                if (position == file.size()) {
                    file.requireSame();
                }
                taker.take(buffer);
            }
        } finally {
            buffers.giveBack(buffer);
        }
        return crc.getValue();
    }

    /** Lets through what is within the part. */
    private final class Output {
        private final WritableByteChannel target;
        private final LongConsumer moved;

        Output(WritableByteChannel target, LongConsumer moved) {
            this.target = target;
            this.moved = moved;
        }

        boolean wantsMore(long at) {
            return at < part.to();
        }

        boolean wants(long at, long length) {
            return length > 0 && at < part.to() && at + length > part.from();
        }

        void record(long at, ByteBuffer bytes) throws IOException {
            int length = bytes.remaining();
            if (!wants(at, length)) {
                return;
            }
            int from = (int) Math.max(0, part.from() - at);
            int to = (int) Math.min(length, part.to() - at);
            Pump.writeFully(bytes.slice(from, to - from), target);
            moved.accept(to - from);
        }
    }
}
