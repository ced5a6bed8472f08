package dev.verdigris.e2e.design;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.verdigris.e2e.design.Production.check;
import static org.assertj.core.api.Assertions.assertThat;

/** The names of classes, and the places of statements. */
final class NamesTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void noClassIsNamedUtilHelperManagerOrImpl() {
        check(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)"));
    }

    /** Core renders every statement that changes a server, so that names are quoted in one place. */
    @Test
    void onlyCoreWritesStatementsThatChangeAServer() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("engine/src/main/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).hasSizeGreaterThan(40);
            for (Path source : sources) {
                assertThat(Files.readString(source))
                        .as(source.toString())
                        .doesNotContainPattern("\"(CREATE|ALTER|DROP|GRANT|REVOKE|COMMENT|INSERT|UPDATE|DELETE) ");
            }
        }
    }
}
