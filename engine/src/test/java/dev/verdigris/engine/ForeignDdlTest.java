package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.ForeignDdl;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long promote of two pairs takes while another role runs DDL, on a sandbox whose statements take as long as on a
 * real server. The property {@code foreign.file} names a file for the table of all measurements; without it, there are
 * the short ones only. {@code bench/busy-catalog.sh} sets it.
 */
class ForeignDdlTest {

    private static final Optional<String> FILE = Optional.ofNullable(System.getProperty("foreign.file"));
    private static final Duration UNIT = Duration.ofMillis(18);
    private static final int PAIRS = 2;

    @TempDir
    Path directory;

    /**
     * One promote.
     *
     * @param perSecond the foreign statements a second; 0 means none
     * @param lasting how long the other role runs them; empty means until promote has ended
     */
    private record Load(double perSecond, Optional<Duration> lasting) {

        String text() {
            return perSecond == 0
                    ? "none"
                    : String.format(Locale.ROOT, "%.1f a second", perSecond)
                            + lasting.map(time -> " for " + time.toSeconds() + " s")
                                    .orElse(" all the time");
        }
    }

    private record Measured(Load load, Report report, Duration took, List<ProgressEvent.Retrying> attempts) {

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %d | %s |",
                    load.text(),
                    took.toMillis() / 1000.0,
                    attempts.size(),
                    report.problems().isEmpty()
                            ? "promoted"
                            : "`" + report.problems().getFirst().code().code() + "`");
        }
    }

    @Test
    void promoteGetsThroughOrSaysWhoIsInTheWay() throws IOException, SandboxStartException {
        List<Measured> all = new ArrayList<>();
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withCostUnit(UNIT))) {
            for (Load load : loads()) {
                all.add(measured(sandbox, load));
            }
        }
        for (Measured measured : all) {
            boolean through =
                    measured.load().perSecond() < 2 || measured.load().lasting().isPresent();
            assertThat(measured.report().state())
                    .as(measured.row())
                    .isEqualTo(through ? EnvironmentState.PROMOTED : EnvironmentState.STAGED);
        }
        if (FILE.isPresent()) {
            List<String> lines = new ArrayList<>(
                    List.of("| foreign DDL | seconds of promote | refused attempts | end |", "|---|---|---|---|"));
            all.forEach(measured -> lines.add(measured.row()));
            Files.write(Path.of(FILE.get()), lines);
        }
    }

    private static List<Load> loads() {
        List<Load> loads = new ArrayList<>(List.of(
                new Load(0, Optional.empty()),
                new Load(5, Optional.of(Duration.ofSeconds(FILE.isPresent() ? 20 : 2)))));
        if (FILE.isPresent()) {
            for (int run = 0; run < 3; run++) {
                loads.add(1, new Load(1.4, Optional.empty()));
            }
            loads.add(new Load(5, Optional.empty()));
        }
        return loads;
    }

    private Measured measured(Sandbox sandbox, Load load) throws IOException {
        List<ProgressEvent.Retrying> attempts = new CopyOnWriteArrayList<>();
        try (World world = Deployments.staged(sandbox, PAIRS, Files.createTempDirectory(directory, "world"));
                Verdigris verdigris = Verdigris.configure(world.settings(), world.environment())
                        .listener(event -> {
                            if (event instanceof ProgressEvent.Retrying retrying) {
                                attempts.add(retrying);
                            }
                        })
                        .load()) {
            assertThat(verdigris.status().problems()).isEmpty();
            if (load.perSecond() == 0) {
                return timed(load, verdigris, attempts);
            }
            try (ForeignDdl ddl = ForeignDdl.begin(world, load.perSecond())) {
                load.lasting()
                        .ifPresent(time -> CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                                .execute(ddl::stop));
                return timed(load, verdigris, attempts);
            }
        }
    }

    private static Measured timed(Load load, Verdigris verdigris, List<ProgressEvent.Retrying> attempts) {
        Instant start = Instant.now();
        Report report = verdigris.promote(Deployments.PROMOTE);
        return new Measured(load, report, Duration.between(start, Instant.now()), attempts);
    }
}
