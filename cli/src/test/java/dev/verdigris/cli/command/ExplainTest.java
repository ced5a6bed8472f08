package dev.verdigris.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.core.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class ExplainTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void showsCauseAndFixOfEveryCode(ProblemCode code) {
        assertThat(Cli.in(directory).run("explain", code.code()).exits(0).out())
                .contains(code.code(), code.meaning(), code.cause(), code.fix())
                .contains("Exit:  " + code.outcome().exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"VG-CROSS-WIRED", "cross-wired", "Cross_Wired", "vg-cross-wired"})
    void acceptsACodeInAnySpelling(String written) {
        assertThat(Cli.in(directory).run("explain", written).exits(0).out()).startsWith("VG-CROSS-WIRED ");
    }

    @Test
    void listsAllCodesOnOneLineEach() {
        assertThat(Cli.in(directory).run("explain").exits(0).out().lines())
                .hasSize(ProblemCode.values().length)
                .allMatch(line -> line.startsWith("VG-"));
    }

    @Test
    void listsAllCodesAsJson() throws IOException {
        var json = new ObjectMapper()
                .readTree(
                        Cli.in(directory).run("explain", "-o", "json").exits(0).out());
        assertThat(json.path("codes"))
                .extracting(code -> code.path("code").asText())
                .containsExactlyElementsOf(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::code)
                        .toList());
    }
}
