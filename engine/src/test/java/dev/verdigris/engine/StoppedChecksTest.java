package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.execution.StepObserver;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a run of checks leaves that does not come to its end. */
@ExtendWith(SandboxExtension.class)
class StoppedChecksTest {

    @TempDir
    Path directory;

    private Path checks() {
        return directory.resolve("checks");
    }

    private void writeCheck(World world, String name, String condition) {
        writeText(name, "SELECT id FROM " + world.view(0) + " WHERE " + condition);
    }

    private void writeText(String name, String text) {
        try {
            Files.createDirectories(checks());
            Files.writeString(checks().resolve(name), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A façade whose runs are all of one deployment, as those of one pipeline are. */
    private static Verdigris.Builder release(World world) {
        return world.verdigris().deployer(Deployer.of(new DeploymentId("release")));
    }

    private World staged(Sandbox sandbox) {
        World world = World.create(sandbox, Names.plain(), 1, directory);
        world.writeModels(2);
        try (Verdigris verdigris = release(world).load()) {
            verdigris.init(InitRequest.DEFAULT).orThrow();
            verdigris.build(BuildRequest.of(world.models())).orThrow();
        }
        return world;
    }

    private CheckRequest check() {
        return CheckRequest.of(checks());
    }

    private PromoteRequest promote() {
        return PromoteRequest.DEFAULT.withSkipReadiness("this is a test").withChecks(checks());
    }

    private static Optional<Checked> recorded(Report report) {
        return report.deployment().flatMap(DeploymentRecord::checked);
    }

    private static void refuses(Report report, ProblemCode code) {
        assertThat(report.problems()).extracting(Problem::code).containsExactly(code);
    }

    @Test
    void aCheckThatIsKilledBeforeItsRecordHasNotPassed(Sandbox sandbox) {
        try (World world = staged(sandbox)) {
            writeCheck(world, "amounts.sql", "amount < 0");
            StepObserver killer = new StepObserver() {
                @Override
                public void before(Step step) {
                    if (step instanceof Step.UpdateRecord) {
                        throw new Killed();
                    }
                }

                @Override
                public void after(Step step) {}
            };
            try (Verdigris verdigris = release(world).observer(killer).load()) {
                assertThatThrownBy(() -> verdigris.check(check())).isInstanceOf(Killed.class);
            }
            try (Verdigris verdigris = release(world).load()) {
                refuses(verdigris.promote(promote()), ProblemCode.NOT_CHECKED);
                verdigris.check(check()).orThrow();
                verdigris.promote(promote()).orThrow();
            }
        }
    }

    /** A check that failed is recorded at once, so that an earlier result of the same build does not count. */
    @Test
    void aRunThatIsKilledAfterAFailureLeavesTheFailure(Sandbox sandbox) {
        try (World world = staged(sandbox)) {
            writeText("a.sql", "SELECT id FROM " + world.orders() + " WHERE amount > 1000");
            writeCheck(world, "b.sql", "amount < 0");
            try (Verdigris verdigris = release(world).load()) {
                verdigris.check(check()).orThrow();
            }
            world.sql("INSERT INTO " + world.orders() + " VALUES (77, 2000)");
            Verdigris.Builder killed = release(world).listener(event -> {
                if (event instanceof ProgressEvent.CheckRan ran && ran.name().equals("b.sql")) {
                    throw new Killed();
                }
            });
            try (Verdigris verdigris = killed.load()) {
                assertThatThrownBy(() -> verdigris.check(check())).isInstanceOf(Killed.class);
            }
            try (Verdigris verdigris = release(world).load()) {
                assertThat(verdigris.status().next())
                        .hasValueSatisfying(next -> assertThat(next.verb()).isEqualTo(Verb.BUILD));
                refuses(verdigris.promote(promote()), ProblemCode.CHECK_FAILED);
            }
        }
    }

    @Test
    void noCheckRunsIfTheRoleLacksARightForOne(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            String other = Identifier.of(world.names().of("other")).sql();
            String secret = world.raw().object("secret").sql();
            world.sql("CREATE TABLE " + secret + " (id int)");
            world.system("CREATE ROLE " + other, "ALTER TABLE " + secret + " OWNER TO " + other);
            writeText("secret.sql", "SELECT id FROM " + secret);
            writeCheck(world, "amounts.sql", "amount > 10");
            Report report = verdigris.check(check());
            refuses(report, ProblemCode.NO_PRIVILEGE);
            assertThat(report.steps()).isEmpty();
            assertThat(recorded(report)).isEmpty();
            refuses(verdigris.promote(promote()), ProblemCode.NOT_CHECKED);

            world.system("GRANT SELECT ON TABLE " + secret + " TO materialize");
            assertThat(recorded(verdigris.check(check()))).map(Checked::failed).contains(1);
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
