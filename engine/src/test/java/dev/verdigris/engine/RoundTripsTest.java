package dev.verdigris.engine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.GrantsRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.ReportRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts messages in the sandbox's statement log. One statement per created object is unavoidable. All else, with the
 * drops, must be the same for one pair and for forty.
 */
@ExtendWith(SandboxExtension.class)
class RoundTripsTest {

    @TempDir
    Path directory;

    @Test
    void fortyPairsNeedAsManyMessagesAsOne(Sandbox sandbox) {
        Map<String, Long> one = overheads(sandbox, 1);
        // Twenty schemas and twenty clusters are forty pairs.
        Map<String, Long> forty = overheads(sandbox, 20);

        assertThat(forty).isEqualTo(one);
        // In addition to the counterparts, init creates the lock schema, its state view and its record, and writes the
        // record again before the first cluster. Promote keeps the consent of this test before its swap, and writes its
        // entry after it.
        assertThat(one)
                .containsEntry("swap messages", 1L)
                .containsEntry("promote statements", 3L)
                .containsEntry("init beyond a statement per schema and cluster", 4L)
                .containsEntry("status", 2L)
                .containsEntry("report promoted", 2L);
    }

    /** The messages of each verb beyond the statements that its report lists. */
    private Map<String, Long> overheads(Sandbox sandbox, int pairs) {
        Map<String, Long> overheads = new LinkedHashMap<>();
        try (World world = World.create(sandbox, Names.plain(), pairs, directory.resolve("p" + pairs));
                Verdigris verdigris = world.verdigris().load()) {
            world.writeModels(2);
            world.system("ALTER SYSTEM SET max_clusters = 200");
            count(sandbox, overheads, "status", verdigris::status);
            Report begun = count(sandbox, overheads, "init", () -> verdigris.init(InitRequest.DEFAULT));
            overheads.put("init beyond a statement per schema and cluster", statements(begun) - 2L * pairs);
            assertThat(verdigris.build(BuildRequest.of(world.models())).outcome())
                    .isEqualTo(Outcome.DONE);
            count(sandbox, overheads, "grants", () -> verdigris.grants(GrantsRequest.DEFAULT));
            PromoteRequest promote = PromoteRequest.DEFAULT.withSkipReadiness("this is a test");
            count(
                    sandbox,
                    overheads,
                    "promote dry",
                    () -> verdigris.promote(PromoteRequest.DEFAULT
                            .withSkipReadiness("this is a test")
                            .withDryRun(true)));
            Report promoted = count(sandbox, overheads, "promote", () -> verdigris.promote(promote));
            overheads.put("promote statements", statements(promoted));
            overheads.put(
                    "swap messages",
                    promoted.steps().stream()
                            .filter(step -> step.kind().equals("swap"))
                            .flatMap(step -> step.sql().stream())
                            .count());
            count(sandbox, overheads, "status promoted", verdigris::status);
            count(sandbox, overheads, "report promoted", () -> verdigris.report(ReportRequest.DEFAULT));
            Report dropped = count(sandbox, overheads, "cleanup", () -> verdigris.drop(DropRequest.PREVIOUS));
            overheads.put("cleanup", sandbox.statementLog().roundTrips());
            // Quarantine, history schema, history entry, state view, lock schema.
            assertThat(statements(dropped)).isEqualTo(4L * pairs + 5);
        }
        return overheads;
    }

    private static Report count(Sandbox sandbox, Map<String, Long> overheads, String what, Supplier<Report> verb) {
        sandbox.statementLog().clear();
        Report report = verb.get();
        assertThat(report.problems()).as(what).isEmpty();
        overheads.put(what, sandbox.statementLog().roundTrips() - statements(report));
        return report;
    }

    private static long statements(Report report) {
        return report.steps().stream()
                .filter(step -> step.status() == StepReport.Status.DONE)
                .mapToLong(step -> step.sql().size())
                .sum();
    }
}
