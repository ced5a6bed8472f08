package dev.verdigris.e2e.diff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.verdigris.core.check.CheckOutcome;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.report.Report;
import dev.verdigris.e2e.wire.Answer;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.e2e.wire.WireClient;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.DataRequest;
import dev.verdigris.engine.request.DiffRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stages versions of a project that have one defect each, and records which of the three shows it: the comparison of the
 * contracts, the comparison of the rows, or the checks of the project. The normal build takes some of the versions; with
 * {@code -Dverdigris.proofs=true} it is all of them, and then {@code -Dapprove=true} writes docs/bad-versions.md.
 */
final class BadVersionsTest {

    private static final Path RESOURCES = Path.of("src/test/resources/bad-versions");
    private static final Path PROJECT = RESOURCES.resolve("project");
    private static final boolean ALL = Boolean.getBoolean("verdigris.proofs");

    /** Of the versions, the normal build takes each of these. */
    private static final int STRIDE = 13;

    @TempDir
    Path directory;

    @Test
    void eachDefectIsCaughtAndTheVersionWithoutOneIsNot() throws IOException, SandboxStartException {
        List<BadVersion> versions = BadVersion.all(RESOURCES.resolve("defects.txt"));
        assertThat(versions).extracting(BadVersion::id).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(50);
        Map<BadVersion, Caught> measured = new LinkedHashMap<>();
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults());
                WireClient client = WireClient.connect(
                        new Target(sandbox.host(), sandbox.port(), "materialize", "", "materialize"), Map.of());
                Verdigris verdigris = open(sandbox)) {
            makeLive(client, verdigris);
            assertThat(withoutDefect(verdigris))
                    .as("the version without a defect")
                    .isFalse();
            for (int i = 0; i < versions.size(); i += ALL ? 1 : STRIDE) {
                BadVersion version = versions.get(i);
                version.write(PROJECT, directory);
                build(verdigris);
                if (version.sql().isPresent()) {
                    run(client, version.sql().get());
                }
                measured.put(version, caught(verdigris));
            }
            assertThat(withoutDefect(verdigris))
                    .as("the version without a defect, after all others")
                    .isFalse();
        }
        if (ALL && Boolean.getBoolean("approve")) {
            BadVersionsPage.approve(BadVersionsPage.measured(measured));
        }
        measured.forEach(BadVersionsTest::isCaughtAtItsObject);
        compareWithThePage(measured);
    }

    private Verdigris open(Sandbox sandbox) {
        Environment prod = Environment.builder("prod")
                .schemas("core", "marts")
                .clusters("compute", "serving")
                .build();
        return Verdigris.configure(
                        ConnectionSettings.of(sandbox.host(), "materialize").withPort(sandbox.port()), prod)
                .deployer(Deployer.of(new DeploymentId("release")))
                .models(models())
                .checks(checks())
                .load();
    }

    private Path models() {
        return directory.resolve("models");
    }

    private Path checks() {
        return directory.resolve("checks");
    }

    /** Releases the version without a defect, with a sink that reads it, and begins the next deployment. */
    private void makeLive(WireClient client, Verdigris verdigris) throws IOException {
        BadVersion.copy(PROJECT, directory);
        script(client, "setup.sql");
        verdigris.init(InitRequest.DEFAULT).orThrow();
        build(verdigris);
        verdigris
                .promote(PromoteRequest.DEFAULT.withSkipReadiness("this is a test"))
                .orThrow();
        verdigris.drop(DropRequest.PREVIOUS).orThrow();
        script(client, "sink.sql");
        verdigris.init(InitRequest.DEFAULT).orThrow();
    }

    private static void script(WireClient client, String file) throws IOException {
        for (String statement : Files.readString(PROJECT.resolve(file)).split(";\n")) {
            if (!statement.isBlank()) {
                run(client, statement);
            }
        }
    }

    private static void run(WireClient client, String statement) throws IOException {
        Answer answer = client.simple(statement);
        assertThat(answer.error()).as(statement).isEmpty();
    }

    private void build(Verdigris verdigris) {
        verdigris.build(BuildRequest.of(models())).orThrow();
    }

    private boolean withoutDefect(Verdigris verdigris) throws IOException {
        BadVersion.copy(PROJECT, directory);
        build(verdigris);
        Report checked = verdigris.check(CheckRequest.of(checks()));
        assertThat(checked.steps().stream().flatMap(step -> step.check().stream()))
                .as("each check has an answer without the defects")
                .hasSizeGreaterThan(50)
                .allMatch(result -> result.outcome() == CheckOutcome.PASSED);
        Caught caught = caught(verdigris);
        assertThat(caught.notCompared()).isEmpty();
        return caught.isCaught();
    }

    private Caught caught(Verdigris verdigris) {
        return Caught.by(
                verdigris
                        .diff(DiffRequest.DEFAULT.withData(DataRequest.DEFAULT))
                        .orThrow(),
                verdigris.check(CheckRequest.of(checks())),
                checks());
    }

    private static void isCaughtAtItsObject(BadVersion version, Caught caught) {
        assertThat(caught.isCaught()).as("%s is caught", version.id()).isTrue();
        if (caught.byContract()) {
            assertThat(caught.contracts())
                    .as("%s: a contract changes of the object that was edited", version.id())
                    .anyMatch(object -> version.isOf(
                            object.name().schema().schema().value(),
                            object.name().name().value()));
        }
        if (caught.byRows()) {
            assertThat(caught.rows())
                    .as("%s: rows of the relation that was edited differ", version.id())
                    .map(relation -> relation.split("\\."))
                    .anyMatch(name -> version.isOf(name[1], name[2]));
        }
    }

    private static void compareWithThePage(Map<BadVersion, Caught> measured) throws IOException {
        if (ALL) {
            assertThat(BadVersionsPage.lines()).isEqualTo(BadVersionsPage.measured(measured));
        } else {
            String[] each = measured.entrySet().stream()
                    .map(entry -> entry.getValue().row(entry.getKey()))
                    .toArray(String[]::new);
            assertThat(BadVersionsPage.lines()).as(Arrays.toString(each)).contains(each);
        }
    }
}
