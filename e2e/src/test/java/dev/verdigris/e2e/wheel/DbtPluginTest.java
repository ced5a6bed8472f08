package dev.verdigris.e2e.wheel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.verdigris.e2e.program.Absent;
import dev.verdigris.e2e.program.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A dbt that the plugin does not fit. dbt imports the plugin for each command, so an error would end all of them. */
final class DbtPluginTest {

    /** What the plugin imports, as dbt 1.8 and later have it; the class of the adapter is that of the test. */
    private static final Map<String, String> STUBS = Map.of(
            "dbt/adapters/base.py", """
            class available:
                @staticmethod
                def parse_none(method):
                    method._parse_replacement_ = lambda *_: None
                    return method
            """,
            "dbt/adapters/factory.py", """
            class Adapter:
                %s
            class Plugin:
                adapter = Adapter
            class FACTORY:
                plugins = {"materialize": Plugin}
            """,
            "dbt/flags.py", "get_flags = None",
            "dbt/plugins.py", """
            class dbtPlugin:
                pass
            """,
            "dbt_common/exceptions.py", """
            class DbtRuntimeError(RuntimeError):
                pass
            """);

    private static final String INITIALIZES = """
            import dbt_verdigris
            from dbt.adapters.factory import Adapter
            for plugin in dbt_verdigris.plugins:
                plugin().initialize()
            print(len(dbt_verdigris.plugins), hasattr(Adapter, "verdigris"))
            """;

    @TempDir
    private Path stubs;

    private Program python;

    @BeforeEach
    void stubs() {
        python = Program.in(stubs).with("PYTHONPATH", stubs + ":" + Wheel.file("packaging/pip"));
    }

    @Test
    void theAdapterOfThisDbtGetsTheMethod() throws Exception {
        write("_available_ = frozenset(); _parse_replacements_ = {}");
        assertThat(runs(INITIALIZES)).isEqualTo("1 True");
    }

    @Test
    void anAdapterWithoutTheAttributesGetsNothing() throws Exception {
        write("pass");
        assertThat(runs(INITIALIZES)).isEqualTo("1 False");
        write("_available_ = None; _parse_replacements_ = None");
        assertThat(runs(INITIALIZES)).isEqualTo("1 False");
    }

    @Test
    void aDbtBefore18HasNoPlugin() throws Exception {
        Files.createDirectories(stubs.resolve("dbt"));
        Files.writeString(stubs.resolve("dbt/__init__.py"), "");
        assertThat(runs("import dbt_verdigris; print(dbt_verdigris.plugins)")).isEqualTo("[]");
    }

    private void write(String adapter) throws IOException {
        for (Map.Entry<String, String> stub : STUBS.entrySet()) {
            Path file = stubs.resolve(stub.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, stub.getValue().replace("%s", adapter));
        }
    }

    private String runs(String script) throws Absent {
        return python.run("", List.of("python3", "-B", "-c", script))
                .succeeded()
                .out()
                .strip();
    }
}
