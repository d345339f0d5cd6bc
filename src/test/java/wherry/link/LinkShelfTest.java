package wherry.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wherry.settings.Settings;
import wherry.transfer.Sizes;

/** How much one link offers. */
@Timeout(120)
class LinkShelfTest {
    @TempDir
    Path scratch;

    @Test
    void whatWouldBeMoreThanAHundredThousandFilesIsLeftOutAndSaid() throws Exception {
        Path half = Files.createDirectories(scratch.resolve("half"));
        for (int i = 0; i < 50_000; i++) {
            Files.createFile(half.resolve("f" + i));
        }
        Path one = Files.createFile(scratch.resolve("one"));
        List<String> leftOut = new ArrayList<>();
        Shelf shelf = new Shelf(Settings.Links.FOLLOW, leftOut::add);

        assertThat(shelf.add(List.of(half, half)).files()).hasSize(100_000);
        assertThat(leftOut).isEmpty();
        assertThat(shelf.add(List.of(one)).files()).hasSize(100_000);
        assertThat(leftOut).hasSize(1).first().asString().contains("one").contains(Sizes.grouped(100_000));
    }
}
