package dev.verdigris.cli.screen;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PainterTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Painter painter = new Painter(new PrintStream(bytes, true, StandardCharsets.UTF_8), Style.PLAIN);

    private String written(List<Line> frame, int columns) {
        bytes.reset();
        painter.draw(frame, columns);
        return bytes.toString(StandardCharsets.UTF_8).replace("\u001b[", "^");
    }

    @Test
    void aFrameReplacesTheOneBefore() {
        assertThat(written(List.of(Line.of("a"), Line.of("b")), 80)).isEqualTo("^?7l^2Ka\n^2Kb\n^J^?7h");
        assertThat(written(List.of(Line.of("c")), 80)).isEqualTo("^?7l^2F^2Kc\n^J^?7h");
        assertThat(written(List.of(), 80)).isEqualTo("^?7l^1F^2K\n^1F^?7h");
        assertThat(written(List.of(), 80)).isEmpty();
    }

    @Test
    void aFrameThatIsKeptIsNotReplaced() {
        written(List.of(Line.of("a")), 80);
        painter.keep();
        assertThat(written(List.of(Line.of("b")), 80)).isEqualTo("^?7l^2Kb\n^J^?7h");
    }

    @Test
    void linesThatANarrowerTerminalHasWrappedAreReplacedToo() {
        written(List.of(Line.of("x".repeat(70)), Line.of("数".repeat(20))), 80);
        assertThat(written(List.of(Line.of("y")), 30)).startsWith("^?7l^5F^2Ky");
    }
}
