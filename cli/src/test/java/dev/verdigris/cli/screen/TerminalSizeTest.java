package dev.verdigris.cli.screen;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TerminalSizeTest {

    @Test
    void theTerminalTellsRowsBeforeColumns() {
        assertThat(TerminalSize.parse("45 132\n")).contains(new TerminalSize(132, 45));
        for (String unknown : List.of("", "0 0\n", "stty: standard input", "1 999999", "24 0\n")) {
            assertThat(TerminalSize.parse(unknown)).as(unknown).isEmpty();
        }
    }
}
