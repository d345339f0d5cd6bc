package wherry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked of the JVM is understood by it: by that of version 17, and by others. */
class SpareMemoryTest {
    @AfterEach
    void takeBack() throws JMException {
        command("compilerDirectivesClear");
    }

    @Test
    void theSlowCompilerIsKeptFromAllButCiphersAndDigests() throws JMException {
        SpareMemory.compileLightly();
        List<String> rules = Stream.of(command("compilerDirectivesPrint").split("Directive:"))
                .filter(rule -> rule.contains("matching"))
                .toList();
        assertThat(rules.get(0)).contains("sun/security/provider").containsPattern("c2 directives:[^}]*Exclude:false");
        assertThat(rules.get(1)).contains("*.*").containsPattern("(?s)c2 directives:.*Exclude:true");
    }

    @Test
    void whereMuchMayBeReceivedItIsKeptFromWhatIsDoneAtRestAlone() throws JMException {
        SpareMemory.compileLightlyAtRest();
        List<String> rules = Stream.of(command("compilerDirectivesPrint").split("Directive:"))
                .filter(rule -> rule.contains("matching"))
                .toList();
        assertThat(rules.get(0))
                .contains("wherry/discovery", "wherry/protocol/localsend/discovery")
                .doesNotContain(" *.*", "receiving")
                .containsPattern("(?s)c2 directives:.*Exclude:true");
    }

    private static String command(String name) throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        name,
                        new Object[0],
                        new String[0]);
    }
}
