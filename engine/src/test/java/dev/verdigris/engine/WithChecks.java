package dev.verdigris.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A world whose staged side is whole, and a project with checks. */
abstract class WithChecks {

    @TempDir
    Path directory;

    Path checks() {
        return directory.resolve("checks");
    }

    void writeCheck(World world, String name, String condition) {
        writeText(name, "SELECT id FROM " + world.view(0) + " WHERE " + condition);
    }

    void writeText(String name, String text) {
        writeBytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void writeBytes(String name, byte[] content) {
        try {
            Files.createDirectories(checks());
            Files.write(checks().resolve(name), content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A façade whose runs are all of one deployment, as those of one pipeline are. */
    static Verdigris.Builder release(World world) {
        return world.verdigris().deployer(Deployer.of(new DeploymentId("release")));
    }

    World staged(Sandbox sandbox) {
        World world = World.create(sandbox, Names.plain(), 1, directory);
        world.writeModels(2);
        try (Verdigris verdigris = release(world).load()) {
            verdigris.init(InitRequest.DEFAULT).orThrow();
            verdigris.build(BuildRequest.of(world.models())).orThrow();
        }
        return world;
    }

    CheckRequest check() {
        return CheckRequest.of(checks());
    }

    PromoteRequest promote() {
        return PromoteRequest.DEFAULT.withSkipReadiness("this is a test").withChecks(checks());
    }

    static Optional<Checked> recorded(Report report) {
        return report.deployment().flatMap(DeploymentRecord::checked);
    }

    static void refuses(Report report, ProblemCode code) {
        assertThat(report.problems()).extracting(Problem::code).containsExactly(code);
    }
}
