package wherry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import wherry.cli.CommandLineInterface;

class ChildJvmTest {
    @Test
    void ourOwnClassesComeOutOfTheArchive() throws Exception {
        List<String> command = new ArrayList<>(ChildJvm.command());
        command.addAll(List.of("-Xlog:class+load", "wherry.Main", "--version"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.contains(CommandLineInterface.class.getName() + " source:")))
                .singleElement()
                .asString()
                .contains("shared objects file");
    }
}
