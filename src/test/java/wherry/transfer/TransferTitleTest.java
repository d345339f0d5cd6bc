package wherry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferTitleTest {
    @Test
    void aTitleNamesWhatIsOutermostAndSaysHowManyMoreThereAre() {
        assertThat(TransferTitle.of(List.of("photo.jpg"))).isEqualTo("photo.jpg");
        assertThat(TransferTitle.of(List.of("dir/a", "dir/b/c", "photo.jpg"))).isEqualTo("dir, photo.jpg");
        assertThat(TransferTitle.of(List.of("a", "b", "c"))).isEqualTo("a, b, c");
        assertThat(TransferTitle.of(List.of("dir/a", "photo.jpg", "c", "d"))).isEqualTo("dir, photo.jpg and 2 more");
    }

    @Test
    void theLogNamesThreeAndHowManyFilesAreInThem() {
        assertThat(TransferTitle.forLog(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c and 2 more");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            names.add("photos/" + i);
        }
        assertThat(TransferTitle.forLog(names)).isEqualTo("photos (1 001 files)");
    }

    @Test
    void namesAreMadeFitToBeShownAndLongOnesLeaveRoomForOthers() {
        assertThat(TransferTitle.of(List.of("a\u202Egpj.exe"))).isEqualTo("a\\u202Egpj.exe");
        assertThat(TransferTitle.of(List.of("x".repeat(200), "b")))
                .hasSizeLessThan(70)
                .endsWith("…" + "x".repeat(19) + ", b");
    }
}
