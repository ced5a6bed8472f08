package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.ObjectState;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a status and a plan, which do not wait, show of the readiness. */
@ExtendWith(SandboxExtension.class)
class StatusReadinessTest {

    private static final ReadinessPolicy HOLD =
            ReadinessPolicy.builder().stableFor(Duration.ofSeconds(30)).build();

    private static final String UNPROVEN =
            "All objects are ready now, which does not prove that they stay ready for 30 s.";

    @TempDir
    Path directory;

    @Test
    void aStatusJudgesWithoutTheHoldTimeAndSaysSo(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            stage(world, verdigris);
            assertThat(verdigris.await(AwaitRequest.DEFAULT).problems()).isEmpty();
            Report held = verdigris.status(HOLD);
            assertThat(held.readiness())
                    .hasValueSatisfying(judged -> assertThat(judged.isReady()).isTrue());
            assertThat(held.next().map(Fix.Command::verb)).contains(Verb.PROMOTE);
            assertThat(held.notes()).containsOnlyOnce(UNPROVEN);
            assertThat(verdigris.status().notes()).doesNotContain(UNPROVEN);
        }
    }

    @Test
    void aStatusKnowsOnlyHowLongItHasSeenAHydration(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            world.system("SELECT mz_sandbox.hold_hydration('*')");
            stage(world, verdigris);
            Report first = verdigris.status(HOLD);
            assertThat(first.next().map(Fix.Command::verb)).contains(Verb.AWAIT);
            assertThat(first.notes()).doesNotContain(UNPROVEN);
            Assessment once = first.readiness().orElseThrow();
            assertThat(hydrating(once)).isNotEmpty();
            assertThat(once.objects()).allMatch(each -> each.remaining().isEmpty());
            Assessment hoursAgo = new Assessment(
                    once.at().minus(Duration.ofHours(2)),
                    once.objects(),
                    once.causes(),
                    once.clusters(),
                    once.readySince(),
                    once.overall(),
                    once.exemptions());
            Assessment later =
                    verdigris.status(HOLD, Optional.of(hoursAgo)).readiness().orElseThrow();
            assertThat(hydrating(later).getFirst().own())
                    .hasValueSatisfying(seen -> assertThat(seen).isGreaterThanOrEqualTo(Duration.ofHours(2)));
        }
    }

    @Test
    void aPlanTellsHowAWaitGoesOnAndEnds(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            stage(world, verdigris);
            AwaitRequest wait = AwaitRequest.DEFAULT.withTimeout(Duration.ofMinutes(20));
            String sentence = "A wait for that ends after 20 min. Between two readings it pauses for 1.6 s to 2 s,"
                    + " or until the server signals a change.";
            assertThat(verdigris.plan(PromoteRequest.DEFAULT.withAwaiting(wait)).notes())
                    .containsOnlyOnce(sentence);
            DeployRequest deploy =
                    DeployRequest.of(BuildRequest.of(world.models())).withAwaiting(wait);
            assertThat(verdigris.plan(deploy).notes()).containsOnlyOnce(sentence);
        }
    }

    private static List<ObjectState.Hydrating> hydrating(Assessment assessment) {
        return assessment.objects().stream()
                .map(Assessment.Judged::state)
                .filter(ObjectState.Hydrating.class::isInstance)
                .map(ObjectState.Hydrating.class::cast)
                .toList();
    }

    private static void stage(World world, Verdigris verdigris) {
        world.writeModels(2);
        assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
        assertThat(verdigris.build(BuildRequest.of(world.models())).problems()).isEmpty();
    }
}
