package wherry.protocol.localsend.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import wherry.transfer.OfferedFile;

/** What an offer lists comes back as it was, and takes little. */
class PackedFilesTest {
    private static final int MANY = 2_000;

    private static ManifestFile file(String id, String name) {
        return new ManifestFile(id, name, 1, "x/y", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Everything that the wire can bring, and times at both ends. */
    private static List<ManifestFile> all() {
        Random random = new Random(7);
        List<Optional<Instant>> times = List.of(
                Optional.empty(),
                Optional.of(Instant.EPOCH),
                Optional.of(Instant.MIN),
                Optional.of(Instant.MAX),
                Optional.of(Instant.ofEpochSecond(-11_644_473_600L, 1)),
                Optional.of(Instant.parse("2026-11-26T21:30:00.123456789Z")));
        List<String> names = List.of("a", "ä/ö", "日本/\uD83D\uDE00", "half \uD83D", "\0", "x".repeat(300), "X/y/z");
        List<Long> sizes = List.of(0L, 1L, 127L, 128L, 1L << 40, Long.MAX_VALUE);
        List<ManifestFile> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            String id = i % 3 == 0 ? new UUID(random.nextLong(), random.nextLong()).toString() : "id-" + i;
            if (i % 5 == 0) {
                id = id.toUpperCase(Locale.ROOT);
            }
            byte[] digest = new byte[32];
            random.nextBytes(digest);
            all.add(new ManifestFile(
                    id,
                    names.get(i % names.size()) + i / 3,
                    sizes.get(i % sizes.size()),
                    "type/" + i % 300,
                    i % 4 == 0 ? Optional.of(HexFormat.of().formatHex(digest)) : Optional.empty(),
                    i == 0 ? Optional.of("text") : Optional.empty(),
                    times.get(i % times.size())));
        }
        return all;
    }

    @Test
    void whatWasPackedComesOutAsItWas() {
        List<ManifestFile> all = all();

        PackedFiles packed = PackedFiles.of(all);

        assertThat(packed).isEqualTo(all).hasSize(MANY);
        for (int i : new int[] {0, 1, 15, 16, 17, 31, MANY - 1}) {
            assertThat(packed.get(i)).isEqualTo(all.get(i));
        }
        assertThat(PackedFiles.of(packed)).isSameAs(packed);
        assertThat(PackedFiles.of(List.of())).isEmpty();
        assertThat(Manifest.offered(packed))
                .isEqualTo(all.stream()
                        .map(file -> new OfferedFile(file.name(), file.size()))
                        .toList())
                .isSameAs(Manifest.offered(packed));
    }

    @Test
    void whatIsOfferedIsKnownInAll() {
        List<ManifestFile> all =
                all().stream().filter(file -> file.size() < Long.MAX_VALUE).toList();

        assertThat(PackedFiles.of(all).offered().bytes())
                .isEqualTo(all.stream().mapToLong(ManifestFile::size).sum());
        assertThat(PackedFiles.of(List.of()).offered()).isEmpty();
    }

    @Test
    void eachIsFoundByItsIdAndNobodyElseIs() {
        List<ManifestFile> all = all();

        FileIndex index = PackedFiles.of(all).index();

        for (int i = 0; i < MANY; i++) {
            assertThat(index.find(all.get(i).id())).hasValue(i);
        }
        assertThat(index.find("id-")).isEmpty();
        assertThat(index.find("")).isEmpty();
    }

    /** "Aa" and "BB" have the same hash code as strings: so have all that are put together of them. */
    @Test
    void idsThatWereChosenToCollideDoNot() {
        List<ManifestFile> all = new ArrayList<>();
        for (int i = 0; i < 1 << 15; i++) {
            StringBuilder id = new StringBuilder();
            for (int bit = 0; bit < 15; bit++) {
                id.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            all.add(file(id.toString(), "x"));
        }
        assertThat(all.stream().map(file -> file.id().hashCode()).distinct()).hasSize(1);

        FileIndex index = PackedFiles.of(all).index();

        assertThat(index.find(all.get(12_345).id())).hasValue(12_345);
    }

    @Test
    void aHundredThousandFilesOfAFolderTakeFewBytesEach() {
        PackedFiles packed = new PackedFiles();
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            packed.append(new ManifestFile(
                    new UUID(random.nextLong(), random.nextLong()).toString(),
                    "Pictures/2026/November/Trip to the sea/IMG_20261126_" + (100_000 + i) + ".jpg",
                    3_000_000 + random.nextInt(1_000_000),
                    "image/jpeg",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Instant.ofEpochMilli(1_790_000_000_000L + i * 1_017L))));
        }

        assertThat(packed.length() / packed.size()).isLessThan(48);
    }
}
