package dev.verdigris.cli.screen;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PainterTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Painter painter = new Painter(new PrintStream(bytes, true, StandardCharsets.UTF_8), Style.PLAIN);
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private String written(List<Line> frame, int columns) {
        bytes.reset();
        painter.draw(frame, columns, now);
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

    /** Ctrl-Z and fg: the shell has written below the frame. */
    @Test
    void afterAStopTheFrameIsDrawnBelow() {
        written(List.of(Line.of("a")), 80);
        now = now.plusSeconds(1);
        assertThat(written(List.of(Line.of("b")), 80)).startsWith("^?7l^1F");
        now = now.plusSeconds(3);
        assertThat(written(List.of(Line.of("c")), 80)).isEqualTo("^?7l^2Kc\n^J^?7h");
    }

    @Test
    void linesThatANarrowerTerminalHasWrappedAreReplacedToo() {
        written(List.of(Line.of("x".repeat(70)), Line.of("数".repeat(20))), 80);
        assertThat(written(List.of(Line.of("y")), 30)).startsWith("^?7l^5F^2Ky");
    }
}
