package dev.verdigris.engine;

import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Killed;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a run of checks leaves that does not come to its end. */
@ExtendWith(SandboxExtension.class)
class StoppedChecksTest extends WithChecks {

    @Test
    void aCheckThatIsKilledBeforeItsRecordHasNotPassed(Sandbox sandbox) {
        try (World world = staged(sandbox)) {
            writeCheck(world, "amounts.sql", "amount < 0");
            try (Verdigris verdigris = release(world)
                    .observer(Killed.before(Step.UpdateRecord.class))
                    .load()) {
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
                        .hasValueSatisfying(next -> assertThat(next.verb()).isEqualTo(Verb.CHECK));
                refuses(verdigris.promote(promote()), ProblemCode.CHECK_FAILED);
            }
        }
    }

    @Test
    void aCheckThatOnlyWarnsAndHasNoTimeStopsNothing(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = release(world).load()) {
            String slow = "-- timeout: 1s\nSELECT id FROM " + world.view(0) + " WHERE amount < 0 AND 'held' = 'held'";
            writeText("a_warns.sql", "-- severity: warn\n" + slow);
            writeCheck(world, "passes.sql", "amount < 0");
            world.sql("SELECT mz_sandbox.hold_statements('held')");
            try {
                Report report = verdigris.check(check()).orThrow();
                assertThat(report.warnings()).hasSize(1);
                assertThat(recorded(report)).hasValueSatisfying(checked -> {
                    assertThat(checked.passed()).isTrue();
                    assertThat(checked.warned()).isEqualTo(1);
                });
                writeText("a_warns.sql", slow);
                assertThat(verdigris.check(check()).problems()).hasSize(1);
                refuses(verdigris.promote(promote()), ProblemCode.NOT_CHECKED);
            } finally {
                world.sql("SELECT mz_sandbox.release_statements()");
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
}
