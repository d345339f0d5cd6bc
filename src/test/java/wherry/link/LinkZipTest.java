package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wherry.testing.Await;
import wherry.testing.TestFiles;

/** What readers of zips look for, where only some of them look for it. */
class LinkZipTest extends LinkTest {
    private static final String ZIP = "zip/x.zip";

    @Test
    void aFileBeyondFourGibibytesAndOneBehindItAreFoundAndRead() throws Exception {
        long size = (4L << 30) + 5;
        Path folder = Files.createDirectories(scratch.resolve("folder"));
        Path large = folder.resolve("a large one");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(size);
        }
        Path behind = TestFiles.random(folder.resolve("behind"), 1_000);
        Path zip = scratch.resolve("x.zip");
        try (OpenLink open = new OpenLink(handler, folder);
                RandomAccessFile taken = new RandomAccessFile(zip.toFile(), "rw")) {
            // So that it need not be read for it.
            open.link.files().files().get(0).crc(0x1234_5678);
            RawLink.Reply begin = RawLink.get(open.link, ZIP, "Range: bytes=0-199");
            RawLink.Reply end = RawLink.get(open.link, ZIP, "Range: bytes=" + size + "-");
            long length = Long.parseLong(begin.header("Content-Range").replaceAll(".*/", ""));
            assertThat(end.body()).hasSize((int) (length - size));
            taken.write(begin.body());
            taken.seek(size);
            taken.write(end.body());
        }
        try (ZipFile opened = new ZipFile(zip.toFile())) {
            assertThat(opened.getEntry("folder/a large one").getSize()).isEqualTo(size);
            assertThat(opened.getEntry("folder/a large one").getCrc()).isEqualTo(0x1234_5678);
            assertThat(opened.getInputStream(opened.getEntry("folder/behind")).readAllBytes())
                    .isEqualTo(Files.readAllBytes(behind));
        }
        ByteBuffer local =
                ByteBuffer.wrap(Files.newInputStream(zip).readNBytes(100)).order(ByteOrder.LITTLE_ENDIAN);
        int extra = 30 + local.getShort(26);
        assertThat(local.getInt(22)).isEqualTo(-1);
        assertThat(local.getShort(extra)).isEqualTo((short) 1);
        assertThat(local.getLong(extra + 4)).isEqualTo(size);
    }

    @Test
    void behindEachFileStandsItsChecksumForThoseWhoReadAStream() throws Exception {
        Path file = TestFiles.random(scratch.resolve("ü.bin"), 1_000);
        CRC32 crc = new CRC32();
        crc.update(Files.readAllBytes(file));
        try (OpenLink open = new OpenLink(handler, file)) {
            ByteBuffer zip = ByteBuffer.wrap(RawLink.get(open.link, ZIP).body()).order(ByteOrder.LITTLE_ENDIAN);

            // Names in UTF-8, and the checksum behind the contents; stored.
            assertThat(zip.getShort(6)).isEqualTo((short) 0x0808);
            assertThat(zip.getShort(8)).isZero();
            byte[] name = new byte[zip.getShort(26)];
            zip.get(30, name);
            assertThat(new String(name, StandardCharsets.UTF_8)).isEqualTo("ü.bin");
            int behind = 30 + name.length + zip.getShort(28) + 1_000;
            assertThat(zip.getInt(behind)).isEqualTo(0x0807_4b50);
            assertThat(zip.getInt(behind + 4)).isEqualTo((int) crc.getValue());
            assertThat(zip.getInt(behind + 8)).isEqualTo(1_000);
            assertThat(zip.getInt(behind + 12)).isEqualTo(1_000);
        }
    }

    @Test
    void aChecksumIsFoundOutOnceAndRemembered() throws Exception {
        Path file = TestFiles.random(scratch.resolve("a.bin"), 1_000);
        Path other = TestFiles.random(scratch.resolve("b.bin"), 1_000);
        try (OpenLink open = new OpenLink(handler, file, other)) {
            assertThat(open.link.files().files()).allMatch(each -> each.crc().isEmpty());
            // All of the first file, which is sent, and nothing that its checksum stands in.
            assertThat(RawLink.get(open.link, ZIP, "Range: bytes=0-1043").status())
                    .isEqualTo(206);
            Await.until(
                    "it is known", () -> open.link.files().files().get(0).crc().isPresent());
            assertThat(open.link.files().files().get(1).crc()).isEmpty();
            // The directory only, for which the second is read.
            byte[] end = RawLink.get(open.link, ZIP, "Range: bytes=-100").body();
            assertThat(open.link.files().files().get(1).crc()).isPresent();

            // As nothing can tell that they were written anew, they are not read anew.
            for (Path each : List.of(file, other)) {
                FileTime time = Files.getLastModifiedTime(each);
                Files.write(each, new byte[1_000]);
                Files.setLastModifiedTime(each, time);
            }
            assertThat(RawLink.get(open.link, ZIP, "Range: bytes=-100").body()).isEqualTo(end);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1000000000-01-01T00:00:00Z,1980", "+1000000000-12-31T23:59:59.999999999Z,2107"})
    void aTimeThatAZipCannotTellIsTheNearestThatItCan(Instant modified, int year) {
        ByteBuffer record = ZipRecords.local(new ZipEntry("folder/", modified, Optional.empty(), 0));

        assertThat(1980 + ((record.getShort(12) & 0xffff) >> 9)).isEqualTo(year);
    }
}
