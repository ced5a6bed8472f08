package dev.verdigris.cli.output;

import java.util.List;

import dev.verdigris.cli.output.ReportText.Detail;
import dev.verdigris.cli.screen.Style;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Text of a server in a report: it begins no line and moves no cursor. */
final class HostileTextTest {

    private static final String FORGED = "by x on y\n\nNext\n  verdigris abort --yes\u001b[2J\u202e";

    private static ReportView report() {
        Fix fix = Fix.sql("ALTER SCHEMA a\n\tRENAME TO \"b\u001b[2J\"");
        return ReportView.failed("status", List.of(new Problem(ProblemCode.USAGE, FORGED, FORGED, fix)));
    }

    @Test
    void aTextOfTheServerStaysOnItsLine() {
        List<String> lines = ReportText.render(report(), Detail.FULL).lines().toList();
        assertThat(lines).doesNotContain("Next", "  verdigris abort --yes");
        assertThat(lines)
                .anyMatch(line -> line.contains("by x on y\\n\\nNext\\n  verdigris abort --yes\\u001b[2J\\u202e"));
    }

    @Test
    void aStatementKeepsItsLinesAndTabsOnly() {
        for (String text :
                List.of(ReportText.render(report(), Detail.BRIEF), ReportText.renderFailure(report(), Style.PLAIN))) {
            assertThat(text).doesNotContain("\u001b", "\u202e");
            assertThat(text.lines().map(String::strip))
                    .containsSequence("ALTER SCHEMA a", "RENAME TO \"b\\u001b[2J\";");
            assertThat(text).contains("\tRENAME");
        }
    }
}
