package wherry.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wherry.transfer.OfferedFile;

class OfferTreeTest {
    @Test
    void foldersComeFirstAndNumbersCountAsNumbers() {
        assertThat(paths("b10.jpg", "B2.jpg", "z/deep/x.txt", "a.txt", "z/10", "z/9"))
                .containsExactly("z", "z/deep", "z/deep/x.txt", "z/9", "z/10", "a.txt", "B2.jpg", "b10.jpg");
    }

    @Test
    void namesThatPointElsewhereAreShownAndLeadNowhere() {
        assertThat(paths("/etc/passwd", "..//x", "a\u202Eb"))
                .containsExactly("..", "../x", "etc", "etc/passwd", "a\\u202Eb");
    }

    @Test
    void aStrangerCannotMakeMoreFoldersThanThereAreNamesFor() {
        OfferTree deep = OfferTree.of(List.of(new OfferedFile("d/".repeat(5_000) + "x", 1)));
        assertThat(depth(deep.root())).isLessThan(40);
        OfferTree wide = OfferTree.of(IntStream.range(0, 30_000)
                .mapToObj(i -> new OfferedFile(i + "/x", 1))
                .toList());
        assertThat(wide.root().children().stream().filter(node -> !node.isFile()))
                .hasSize(10_000);
        assertThat(wide.root().files()).isEqualTo(30_000);
    }

    @Test
    void numbersOfAnyLengthAreCompared() {
        String long1 = "9".repeat(300);
        assertThat(new NameOrder().compare(long1, "1" + "0".repeat(300))).isNegative();
        assertThat(new NameOrder().compare("a007", "a7")).isNotZero();
        assertThat(new NameOrder().compare("a", "a")).isZero();
    }

    private static List<String> paths(String... names) {
        List<String> paths = new ArrayList<>();
        add(
                OfferTree.of(List.of(names).stream()
                                .map(name -> new OfferedFile(name, 1))
                                .toList())
                        .root(),
                paths);
        return paths;
    }

    private static void add(OfferTree.Node folder, List<String> paths) {
        folder.children().forEach(child -> {
            paths.add(child.path());
            add(child, paths);
        });
    }

    private static int depth(OfferTree.Node node) {
        return 1 + node.children().stream().mapToInt(OfferTreeTest::depth).max().orElse(0);
    }
}
