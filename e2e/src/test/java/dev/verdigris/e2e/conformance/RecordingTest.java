package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.verdigris.e2e.conformance.ConformanceCase.Protocol;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.junit.SandboxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A recording of one run shows whether another server, or another run, answers the same. */
@ExtendWith(SandboxExtension.class)
final class RecordingTest {

    @TempDir
    private Path directory;

    @Test
    void whatDiffersFromRunToRunIsLeftOut() {
        Recording.Exchange exchange = Recording.Exchange.of(
                "SELECT '${p}'",
                List.of(
                        "| vgabcx7_s | u17 | 1764411111222 | 2026-11-29 10:11:02.123+00",
                        "! 42704 collection 'u5' of 0f5ac3de-1111-2222-3333-444455556666"),
                "vgabcx7_");
        assertThat(exchange.answer())
                .containsExactly("| ${p}s | u<id> | <time> | <time>", "! 42704 collection 'u<id>' of <uuid>");
    }

    @Test
    void whatACaseLeavesOpenIsRecordedInItsWords() {
        assertThat(Expectation.compare(
                                List.of("| ~[0-9]+~ | 1", "| 7 | 2", "! XX000 ~unknown.*~"),
                                List.of("| 36 | 1", "| 7 | 2", "! XX000 unknown thing", "% E"),
                                false)
                        .recorded())
                .containsExactly("| ~[0-9]+~ | 1", "| 7 | 2", "! XX000 unknown thing", "% E");
        assertThat(Expectation.compare(List.of("|*", "= SELECT 2"), List.of("| 7", "| 8", "= SELECT 2", "% I"), false)
                        .recorded())
                .containsExactly("|*", "= SELECT 2", "% I");
        assertThat(Expectation.compare(List.of("| 1", "| 2"), List.of("| 2", "| 1", "% I"), true)
                        .recorded())
                .containsExactly("| 1", "| 2", "% I");
    }

    @Test
    void twoRunsAnswerTheSame(Sandbox sandbox) throws IOException {
        Server server = Server.of(sandbox);
        Path file = directory.resolve("answers").resolve("one.json");
        recorded(CaseRun.of(server, someCase("| ~[0-9]+~"), Protocol.SIMPLE)).write(file);
        CaseResult again = CaseRun.of(server, someCase("| ~[0-9]+~"), Protocol.SIMPLE);
        assertThat(Recording.read(file).has(again)).isTrue();
        assertThat(Recording.read(file).differences(again)).isEmpty();
    }

    @Test
    void anotherAnswerIsTold(Sandbox sandbox) {
        Server server = Server.of(sandbox);
        CaseResult met = CaseRun.of(server, someCase("| ~[0-9]+~"), Protocol.SIMPLE);
        CaseResult missed = CaseRun.of(server, someCase("| x"), Protocol.SIMPLE);
        assertThat(missed.differences()).hasSize(1);
        assertThat(recorded(met).differences(missed))
                .hasSize(1)
                .first()
                .asString()
                .contains("some:8 (SIMPLE)");
    }

    @Test
    void aCaseOfAnotherProtocolIsNotInTheRecording(Sandbox sandbox) {
        Server server = Server.of(sandbox);
        CaseResult simple = CaseRun.of(server, someCase("|*"), Protocol.SIMPLE);
        CaseResult extended = CaseRun.of(server, someCase("|*"), Protocol.EXTENDED);
        assertThat(recorded(simple).has(extended)).isFalse();
        assertThat(new SuiteReport().ran(extended, Optional.of(recorded(simple))))
                .isEmpty();
    }

    @Test
    void aStatementThatWasNotRecordedIsTold(Sandbox sandbox) {
        CaseResult result = CaseRun.of(Server.of(sandbox), someCase("|*"), Protocol.SIMPLE);
        Recording shorter = recorded(new CaseResult(
                result.one(),
                result.protocol(),
                List.of(),
                result.exchanges().subList(0, 1),
                result.lines().subList(0, 1)));
        assertThat(shorter.differences(result))
                .singleElement()
                .asString()
                .contains("was not sent when v1 was recorded");
    }

    private static Recording recorded(CaseResult result) {
        SuiteReport report = new SuiteReport();
        report.ran(result, Optional.empty());
        return report.recording("v1");
    }

    private static ConformanceCase someCase(String row) {
        return CaseParser.parse("some", ("""
                === Ids differ from run to run
                > CREATE SCHEMA ${p}a
                = CREATE SCHEMA
                [b]& SELECT 1 AS one
                [b] join
                |*
                = SELECT 1
                > SELECT substr(id, 2)::int8 AS number FROM mz_schemas WHERE name = '${p}a'
                """ + row + "\n= SELECT 1\n").lines().toList())
                .getFirst();
    }
}
