package wherry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
    private static final Pattern PEER = Pattern.compile("\\b[Pp]eers?\\b");

    /** Of two of one name the first is never read, and whoever asks for it says something else. */
    @ParameterizedTest
    @ValueSource(strings = {"sentences.properties", "ui.properties", "link/page.properties", "link/page_de.properties"})
    void eachHasANameOfItsOwn(String file) throws IOException {
        Set<String> seen = new HashSet<>();
        List<String> twice = Files.readAllLines(Path.of("src/main/resources/wherry", file)).stream()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .filter(name -> !seen.add(name))
                .toList();

        assertThat(twice).isEmpty();
    }

    /** The word of the code and the documents for engineers. */
    @ParameterizedTest
    @ValueSource(strings = {"sentences.properties", "ui.properties", "link/page.properties"})
    void aUserReadsOfDevicesAndNotOfPeers(String file) throws IOException {
        List<String> peers = Files.readAllLines(Path.of("src/main/resources/wherry", file)).stream()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .filter(line -> PEER.matcher(line.substring(line.indexOf('='))).find())
                .toList();

        assertThat(peers).isEmpty();
    }
}
