package dev.verdigris.engine;

import java.nio.file.Path;
import java.util.Map;

import dev.verdigris.core.name.Literal;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sink.Topic;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.Killed;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.execution.StepObserver;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.verdigris.engine.fixture.Deployments.PROMOTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A new version is published in a topic of its own, beside the sink of the previous one. */
@ExtendWith(SandboxExtension.class)
class RepublishTest {

    private static final String TOPIC = "Orders.v2-new";

    @TempDir
    Path directory;

    @Test
    void aRepublishKilledAtEachStepEndsLikeAnUndisturbedOne(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory)) {
            world.createSink(0);
            Deployments.stage(world);
            kill(world, republishing(world), Killed.before(Step.Swap.class));
            // What a killed run has kept counts for the next one.
            kill(world, PROMOTE, Killed.before(Step.RepublishSink.class));
            kill(world, PROMOTE, Killed.after(Step.RepublishSink.class));
            try (Verdigris verdigris = world.verdigris().load()) {
                assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
                isPublishedOnce(world);
                assertThat(verdigris.promote(PROMOTE).steps()).isEmpty();
            }
        }
    }

    @Test
    void bothSinksStayWhereTheyAreUntilTheirEndIsAccepted(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory)) {
            world.createSink(0);
            String before = definition(world, world.names().of("sink0"));
            Deployments.stage(world);
            try (Verdigris verdigris = world.verdigris().load()) {
                Report promoted = verdigris.promote(republishing(world));
                assertThat(promoted.problems()).isEmpty();
                assertThat(promoted.warnings()).extracting(Problem::code).doesNotContain(ProblemCode.SINK_NO_SNAPSHOT);
                assertThat(promoted.steps())
                        .extracting(StepReport::kind)
                        .contains("record-sink-ways", "swap", "record-promotion", "republish-sink")
                        .doesNotContain("repoint-sink");
                isPublishedOnce(world);
                assertThat(verdigris.status().notes())
                        .anyMatch(note -> note.contains(world.names().of("sink0") + " stays on the version"));

                Report back = verdigris.rollback(RollbackRequest.DEFAULT);
                assertThat(back.problems()).isEmpty();
                assertThat(back.steps()).extracting(StepReport::kind).doesNotContain("repoint-sink");
                assertThat(definition(world, world.names().of("sink0"))).isEqualTo(before);

                assertThat(verdigris.promote(Deployments.FORWARD_AGAIN).problems())
                        .isEmpty();
                isPublishedOnce(world);
                assertThat(verdigris.drop(DropRequest.PREVIOUS).problems())
                        .extracting(Problem::code)
                        .containsExactly(ProblemCode.SINK_KEPT);
                Report cleaned = Consenting.report(
                        given -> verdigris.drop(DropRequest.PREVIOUS.withAccept(given)), ProblemCode.SINK_KEPT);
                assertThat(cleaned.outcome()).isEqualTo(Outcome.DONE);
                assertThat(world.column("SELECT name FROM mz_catalog.mz_sinks WHERE name IN ("
                                + Literal.of(world.names().of("sink0")).sql() + ", "
                                + Literal.of(TOPIC).sql() + ")"))
                        .containsExactly(TOPIC);
            }
        }
    }

    @Test
    void aSinkThatRefusesIsLeftAfterASwapByHand(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory)) {
            world.createSink(0);
            Deployments.stage(world);
            world.sql("BEGIN; ALTER SCHEMA " + world.schema(0).sql() + " SWAP WITH "
                    + world.schema(0).withSuffix("_g").schema().sql() + "; ALTER CLUSTER "
                    + world.cluster(0).sql() + " SWAP WITH "
                    + world.cluster(0).withSuffix("_g").sql() + "; COMMIT");
            String before = definition(world, world.names().of("sink0"));
            try (Verdigris verdigris = world.verdigris().load()) {
                Report left = verdigris.promote(withWay(world, new SinkWay.Refuse()));
                assertThat(left.outcome()).isEqualTo(Outcome.FOLLOW_UP);
                assertThat(left.problems()).extracting(Problem::code).containsExactly(ProblemCode.SINK_PENDING);
                assertThat(left.warnings()).isEmpty();
                assertThat(definition(world, world.names().of("sink0"))).isEqualTo(before);

                assertThat(verdigris
                                .promote(withWay(world, new SinkWay.Repoint()))
                                .problems())
                        .isEmpty();
                assertThat(definition(world, world.names().of("sink0"))).isNotEqualTo(before);
            }
        }
    }

    /**
     * The new sink has a snapshot of the new version in its own topic; the old one is untouched and reads the old one.
     */
    private static void isPublishedOnce(World world) {
        assertThat(world.liveVersions()).containsOnly("2");
        world.until(
                "SELECT count(DISTINCT value->>'id') FROM mz_sandbox.sink_output WHERE sink = "
                        + Literal.of(TOPIC).sql() + " AND value->>'version' = '2'",
                world.one("SELECT count(*) FROM " + world.view(0)));
        assertThat(world.column(
                        "SELECT k.topic FROM mz_catalog.mz_sinks s JOIN mz_catalog.mz_kafka_sinks k ON k.id = s.id"
                                + " WHERE s.name IN ("
                                + Literal.of(world.names().of("sink0")).sql() + ", "
                                + Literal.of(TOPIC).sql() + ") ORDER BY 1"))
                .containsExactlyInAnyOrder("orders0", TOPIC);
        assertThat(world.one("SELECT count(*) FROM mz_sandbox.sink_output WHERE sink = "
                        + Literal.of(world.names().of("sink0")).sql() + " AND value->>'version' = '2'"))
                .isEqualTo("0");
    }

    private static String definition(World world, String sink) {
        return world.one("SELECT create_sql FROM mz_catalog.mz_sinks WHERE name = "
                + Literal.of(sink).sql());
    }

    private static PromoteRequest republishing(World world) {
        return withWay(world, new SinkWay.Republish(new Topic(TOPIC)));
    }

    private static PromoteRequest withWay(World world, SinkWay way) {
        ObjectName sink = world.sinkSchema().object(world.names().of("sink0"));
        return PROMOTE.withSinks(SinkWays.of(Map.of(sink, way)));
    }

    private static void kill(World world, PromoteRequest request, StepObserver at) {
        try (Verdigris dying = world.verdigris().observer(at).load()) {
            assertThatThrownBy(() -> dying.promote(request)).isInstanceOf(Killed.class);
        }
    }
}
