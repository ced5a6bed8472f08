package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.SilentPort;
import dev.verdigris.engine.fixture.SkippingTime;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DiffRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The reports for roles without rights and for a server that does not answer. */
@ExtendWith(SandboxExtension.class)
class PermissionTest {

    @TempDir
    Path directory;

    @Test
    void allMissingRightsAreReportedBeforeTheFirstStatement(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 2, directory)) {
            String role = world.names().of("limited");
            world.system("CREATE ROLE " + Identifier.of(role).sql());
            List<String> before = world.inventory();
            Report report = initAs(world, role);

            assertThat(report.outcome()).isEqualTo(Outcome.PERMISSION);
            assertThat(report.problems())
                    .extracting(Problem::code)
                    .contains(ProblemCode.NOT_OWNER, ProblemCode.NO_PRIVILEGE);
            assertThat(report.problems())
                    .extracting(Problem::fix)
                    .anyMatch(fix -> fix.toString().contains("GRANT"));
            assertThat(report.steps()).isEmpty();
            assertThat(world.inventory()).isEqualTo(before);
        }
    }

    @Test
    void membershipInTheOwnerIsEnough(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            String role = world.names().of("member");
            String sql = Identifier.of(role).sql();
            world.system(
                    "CREATE ROLE " + sql, "GRANT materialize TO " + sql, "GRANT CREATECLUSTER ON SYSTEM TO " + sql);
            Report report = initAs(world, role);
            assertThat(report.problems()).isEmpty();
            assertThat(report.state()).isEqualTo(EnvironmentState.STAGED);
        }
    }

    /** Who owns the state view decides the next command, and a reading for await or diff has no memberships at first. */
    @Test
    void aMemberOfTheOwnerIsShownTheNextCommand(Sandbox sandbox) throws IOException {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            String role = world.names().of("colleague");
            world.system(
                    "CREATE ROLE " + Identifier.of(role).sql(),
                    "GRANT materialize TO " + Identifier.of(role).sql());
            Path checks = Files.createDirectories(directory.resolve("checks"));
            Files.writeString(checks.resolve("none.sql"), "SELECT id FROM " + world.view(0) + " WHERE id IS NULL;\n");
            world.writeModels(2);
            try (Verdigris owner = world.verdigris().load()) {
                assertThat(owner.init(InitRequest.DEFAULT).problems()).isEmpty();
                assertThat(owner.build(BuildRequest.of(world.models())).problems())
                        .isEmpty();
            }
            try (Verdigris member = as(world, role).checks(checks).load()) {
                for (Report report : List.of(member.await(AwaitRequest.DEFAULT), member.diff(DiffRequest.DEFAULT))) {
                    assertThat(report.problems()).isEmpty();
                    assertThat(report.next())
                            .hasValueSatisfying(next -> assertThat(next.verb()).isEqualTo(Verb.CHECK));
                }
            }
        }
    }

    @Test
    void anUnreachableServerIsReportedWithItsAddress(Sandbox sandbox) throws IOException {
        try (SilentPort port = new SilentPort();
                World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = Verdigris.configure(
                                ConnectionSettings.of("127.0.0.1", port.number(), "me", "materialize"),
                                world.environment())
                        .load()) {
            Report report = verdigris.status();
            assertThat(report.outcome()).isEqualTo(Outcome.UNREACHABLE);
            assertThat(report.state()).isEqualTo(EnvironmentState.UNKNOWN);
            assertThat(report.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.what()).contains("127.0.0.1:" + port.number()));
        }
    }

    private static Report initAs(World world, String role) {
        try (Verdigris verdigris = as(world, role).load()) {
            return verdigris.init(InitRequest.DEFAULT);
        }
    }

    private static Verdigris.Builder as(World world, String role) {
        ConnectionSettings own = world.settings();
        SkippingTime time = new SkippingTime();
        return Verdigris.configure(
                        ConnectionSettings.of(own.host(), own.port(), role, own.database()), world.environment())
                .options(EngineOptions.DEFAULT.withParallelism(1))
                .time(time, time);
    }
}
