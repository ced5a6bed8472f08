package dev.verdigris.e2e.measures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The budgets hold in every module, and the check finds what exceeds them. */
final class BudgetsTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
    private static final Path EXCEPTIONS = Path.of("src", "test", "resources", "measures", "complexity-exceptions.txt");

    @TempDir
    private Path directory;

    @Test
    void theSourcesKeepTheBudgets() {
        List<Module> modules = Module.readAll(ROOT);
        assertThat(modules).allSatisfy(module -> assertThat(module.everything()).hasSizeGreaterThan(30));
        assertThat(Budgets.violations(modules, ComplexityExceptions.read(EXCEPTIONS)))
                .isEmpty();
    }

    @Test
    void aLongFileIsFound() throws IOException {
        assertThat(Budgets.longFile(source("class Shop {}\n" + "\n".repeat(399))))
                .isEmpty();
        assertThat(Budgets.longFile(source("class Shop {}\n" + "\n".repeat(400))))
                .containsExactly("Shop.java has 401 lines, more than 400");
    }

    @Test
    void aLongMethodIsFound() throws IOException {
        assertThat(Budgets.longMethods(source(method("\n".repeat(39))))).isEmpty();
        assertThat(Budgets.longMethods(source(method("\n".repeat(40)))))
                .containsExactly("Shop.java:2 Shop.sell has 41 lines, more than 40");
    }

    @Test
    void aFullPackageIsFound() throws IOException {
        assertThat(Budgets.tooFull(module(source("class Shop {}\n" + types(24)))))
                .isEmpty();
        assertThat(Budgets.tooFull(module(source("class Shop {}\n" + types(25)))))
                .containsExactly("package shop has 26 types, more than 25");
    }

    @Test
    void aComplexMethodIsFoundUnlessItIsAnException() throws IOException {
        List<Module> modules = List.of(module(source(method("if (open) {}\n".repeat(12)))));
        String name = "shop Shop.sell";
        assertThat(Budgets.tooComplex(modules, new ComplexityExceptions(Map.of())))
                .containsExactly("Shop.java:2 Shop.sell has a complexity of 13, more than 12");
        assertThat(Budgets.tooComplex(modules, new ComplexityExceptions(Map.of(name, "a table"))))
                .isEmpty();
    }

    @Test
    void anExceptionThatIsNotNeededIsFound() throws IOException {
        List<Module> modules = List.of(module(source(method("if (open) {}\n".repeat(11)))));
        assertThat(Budgets.tooComplex(modules, new ComplexityExceptions(Map.of("shop Shop.sell", "a table"))))
                .containsExactly("the exception for shop Shop.sell is not needed");
    }

    private SourceFile source(String text) throws IOException {
        Files.writeString(directory.resolve("Shop.java"), "package shop; " + text);
        return SourceReader.read(directory, directory).getFirst();
    }

    private static Module module(SourceFile file) {
        return new Module("shop", List.of(file), List.of());
    }

    private static String method(String body) {
        return "class Shop {\nvoid sell(boolean open) {" + body + "}}\n";
    }

    private static String types(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("class Part").append(i).append(" {}\n");
        }
        return text.toString();
    }
}
