package wherry.ui.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;

class ShelfModelTest {
    private final List<Runnable> background = new ArrayList<>();
    private final ShelfModel shelf = new ShelfModel(background::add);

    @Test
    void beyondAThousandThingsNothingIsTakenAndHowManyIsTold() {
        int left = GuiActionRunner.execute(() -> shelf.put(paths(0, 1_005)));
        assertThat(left).isEqualTo(5);
        assertThat(shelf.items.get()).hasSize(ShelfModel.MOST);
    }

    @Test
    void whatIsThereAlreadyIsNotPutThereTwice() {
        GuiActionRunner.execute(() -> {
            shelf.put(paths(0, 10));
            shelf.put(paths(5, 15));
        });
        assertThat(shelf.items.get()).hasSize(15);
    }

    @Test
    void theEventThreadLooksAtNoFile() {
        GuiActionRunner.execute(() -> {
            shelf.put(paths(0, 3));
        });
        assertThat(background).hasSize(3);
        assertThat(shelf.items.get()).allMatch(item -> item.looks().bytes().isEmpty(), "nobody has looked yet");
    }

    private static List<ShelfItem.PathContent> paths(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new ShelfItem.PathContent(java.nio.file.Path.of("/nowhere/" + i)))
                .toList();
    }
}
