package wherry.ui.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the trash of Linux desktops")
class FreedesktopTrashTest {
    @TempDir
    Path folder;

    private FreedesktopTrash trash;

    @BeforeEach
    void home() {
        trash = new FreedesktopTrash(
                Map.of("XDG_DATA_HOME", folder.resolve("data").toString()));
    }

    @Test
    void aFileIsMovedWithANoteFromWhereSoThatDesktopsCanTakeItBack() throws IOException {
        Path file = Files.writeString(folder.resolve("50 % gr\u00FCn.txt"), "x");
        trash.move(file);
        assertThat(file).doesNotExist();
        assertThat(inTrash("files/50 % gr\u00FCn.txt")).hasContent("x");
        assertThat(inTrash("info/50 % gr\u00FCn.txt.trashinfo"))
                .content()
                .startsWith("[Trash Info]\nPath=" + folder + "/50%20%25%20gr%C3%BCn.txt\nDeletionDate=20");
    }

    @Test
    void aFolderGoesAsAWholeAndASecondOneOfThatNameBesideIt() throws IOException {
        for (int i = 1; i <= 2; i++) {
            Files.createDirectories(folder.resolve("dir/inner"));
            Files.writeString(folder.resolve("dir/inner/a"), "" + i);
            trash.move(folder.resolve("dir"));
        }
        assertThat(inTrash("files/dir/inner/a")).hasContent("1");
        assertThat(inTrash("files/dir.2/inner/a")).hasContent("2");
        assertThat(inTrash("info/dir.2.trashinfo")).content().contains("Path=" + folder + "/dir\n");
    }

    @Test
    void withoutAHomeThereIsNoneAndTheFileStays() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "x");
        assertThatThrownBy(() -> new FreedesktopTrash(Map.of()).move(file)).isInstanceOf(IOException.class);
        assertThat(file).exists();
    }

    private Path inTrash(String name) {
        return folder.resolve("data/Trash").resolve(name);
    }
}
