package dev.verdigris.cli.output;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.cli.output.ProcessContext.Stream;
import dev.verdigris.cli.screen.Style;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class OutputOptionsTest {

    private static OutputOptions options(Set<Stream> terminals, Map<String, String> variables, boolean noColor) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        ProcessContext context = new ProcessContext(
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                terminals,
                variables,
                Path.of("/"),
                Optional.empty(),
                Optional::empty);
        return OutputOptions.of(context, OutputFormat.TEXT, Verbosity.NORMAL, noColor);
    }

    @Test
    void colorsAndRedrawingAreForTerminals() {
        OutputOptions options = options(Set.of(Stream.ERR), Map.of("TERM", "xterm"), false);
        assertThat(options.errStyle()).isEqualTo(Style.COLORED);
        assertThat(options.outStyle()).isEqualTo(Style.PLAIN);
        assertThat(options.live()).isTrue();
    }

    @Test
    void aPipeGetsPlainText() {
        OutputOptions options = options(Set.of(), Map.of("TERM", "xterm"), false);
        assertThat(options.errStyle()).isEqualTo(Style.PLAIN);
        assertThat(options.live()).isFalse();
    }

    @Test
    void noColorIsRespected() {
        Set<Stream> all = Set.of(Stream.values());
        assertThat(options(all, Map.of("NO_COLOR", "1"), false).outStyle()).isEqualTo(Style.PLAIN);
        assertThat(options(all, Map.of("NO_COLOR", ""), false).outStyle()).isEqualTo(Style.COLORED);
        assertThat(options(all, Map.of(), true).outStyle()).isEqualTo(Style.PLAIN);
    }

    @Test
    void aDumbTerminalIsNeitherColoredNorRedrawn() {
        OutputOptions options = options(Set.of(Stream.values()), Map.of("TERM", "dumb"), false);
        assertThat(options.outStyle()).isEqualTo(Style.PLAIN);
        assertThat(options.live()).isFalse();
    }
}
