package dev.verdigris.engine.internal.builder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.verdigris.core.dbt.RunResults;
import dev.verdigris.core.dbt.TestResult;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.internal.builder.BuilderProcess.Ending;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.request.DbtFiles;
import dev.verdigris.engine.request.DbtTests;
import dev.verdigris.engine.request.ExecRequest;

/**
 * Runs the tests of dbt as a builder is run, and reads the results that it has written. Results of an earlier run are
 * none.
 */
public final class TestRun {

    private static final JsonFactory JSON = new JsonFactory();

    /** dbt ends with it if a test has failed. Any other one than this and 0 says that dbt itself has failed. */
    private static final int TESTS_FAILED = 1;

    private final Context context;
    private final DbtTests tests;
    private final DbtFiles files;

    /** Prepares. */
    public TestRun(Context context, DbtTests tests) {
        this.context = context;
        this.tests = tests;
        this.files = tests.files().ofTests();
    }

    /** What a run has told. */
    public sealed interface Told {

        /** The results; at least one. */
        record Results(List<TestResult> tests) implements Told {}

        /** Nothing is known of the tests, or not of all of them. */
        record Nothing(Problem problem) implements Told {}
    }

    /** Runs them. */
    public Told run(Optional<DeploymentId> deployment) {
        try {
            Files.createDirectories(files.target());
        } catch (IOException failure) {
            return nothing("has no directory for its results: " + failure);
        }
        Optional<RunResults> before = results();
        Instant start = context.clock().instant();
        return switch (new BuilderProcess(context, request()).run(deployment)) {
            case Ending.Exited exited -> told(exited.exitCode(), before, start);
            case Ending.NotStarted not -> nothing("could not be started: " + not.why());
            case Ending.TimeOver over ->
                new Told.Nothing(new Failures(context.environment().name()).timeOver("the tests of dbt ended"));
        };
    }

    /** The command, for which the results are where they are read. Its words must not say another directory. */
    private ExecRequest request() {
        Map<String, String> variables = new HashMap<>(tests.command().variables());
        variables.putIfAbsent("DBT_PROJECT_DIR", files.project().toString());
        variables.put("DBT_TARGET_PATH", files.target().toString());
        return tests.command().withVariables(variables);
    }

    private Told told(int exitCode, Optional<RunResults> before, Instant start) {
        String ended = "ended with exit code " + exitCode;
        Path file = files.results();
        Optional<RunResults> after = results();
        if (after.isEmpty()) {
            return nothing(ended + " and has left no results in " + file);
        }
        if (!after.get().isOfRunAfter(start, before)) {
            return nothing(ended + ", and the results in " + file + " are of an earlier run");
        }
        if (exitCode != 0 && exitCode != TESTS_FAILED) {
            return nothing(ended + ", so perhaps not every test has run");
        }
        List<TestResult> results = after.get().tests();
        if (results.isEmpty()) {
            return nothing(ended + " and has run no test");
        }
        return exitCode != 0 && results.stream().allMatch(TestResult::passed)
                ? nothing(ended + ", although no test in " + file + " has failed")
                : new Told.Results(results);
    }

    private Optional<RunResults> results() {
        Path file = files.results();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(file.toFile())) {
            return RunResults.read(json);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Told nothing(String why) {
        return new Told.Nothing(new Problem(
                ProblemCode.NO_TEST_RESULTS,
                "the command of the checks, " + Program.name(tests.command()) + ", " + why,
                "environment " + context.environment().name(),
                Fix.advice("correct what it reports; it must be a command of dbt that runs tests, and write into "
                                + files.target())
                        .then(Fix.command(Verb.CHECK, context.environment().name()))));
    }
}
