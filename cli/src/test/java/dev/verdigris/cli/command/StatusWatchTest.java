package dev.verdigris.cli.command;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.cli.output.Pipe;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.ProcessContext.Signal;
import dev.verdigris.cli.output.ProcessContext.Signals;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code status --watch} on a server that others change. */
class StatusWatchTest {

    @TempDir
    Path directory;

    private static String[] options(Sandbox sandbox, String... first) {
        String[] all = Arrays.copyOf(first, first.length + 4);
        all[first.length] = "--url";
        all[first.length + 1] =
                "postgres://materialize@" + sandbox.host() + ":" + sandbox.port() + "/materialize?sslmode=disable";
        all[first.length + 2] = "--schema";
        all[first.length + 3] = "sho\"p 😀";
        return all;
    }

    private static void create(Sandbox sandbox, String statement) throws SQLException {
        execute(sandbox, sandbox.port(), "materialize", statement);
    }

    private static void execute(Sandbox sandbox, int port, String user, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + sandbox.host() + ":" + port
                + "/materialize?user=" + user + "&preferQueryMode=simple&sslmode=disable")) {
            connection.createStatement().execute(statement);
        }
    }

    @Test
    void eachChangeOfTheStateIsTold()
            throws SandboxStartException, SQLException, IOException, InterruptedException, ExecutionException {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults());
                PipedInputStream read = new PipedInputStream(1 << 20);
                BufferedReader documents = new BufferedReader(new InputStreamReader(read, StandardCharsets.UTF_8))) {
            create(sandbox, "CREATE SCHEMA \"sho\"\"p 😀\"");
            PrintStream out = new PrintStream(new PipedOutputStream(read), true, StandardCharsets.UTF_8);
            ProcessContext context = context(out, Optional::empty);
            FutureTask<Integer> watching = new FutureTask<>(
                    () -> new VerdigrisCli(context).run(options(sandbox, "status", "--watch=1s", "--output", "json")));
            Thread watcher = Thread.ofPlatform().start(watching);
            assertThat(state(documents.readLine())).isEqualTo("none");
            Cli.in(directory).run(options(sandbox, "init")).exits(0);
            String state = "none";
            while (!state.equals("staged")) {
                state = state(documents.readLine());
            }
            watcher.interrupt();
            assertThat(watching.get()).isZero();
        }
    }

    /** Each look adds the time since the one before; the first one knows nothing. */
    @Test
    void aWatchTellsForHowLongItHasSeenAHydration() throws SandboxStartException, SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            create(sandbox, "CREATE SCHEMA \"sho\"\"p 😀\"");
            Cli.in(directory).run(options(sandbox, "init")).exits(0);
            execute(sandbox, sandbox.internalPort(), "mz_system", "SELECT mz_sandbox.hold_hydration('*')");
            create(sandbox, "CREATE MATERIALIZED VIEW \"sho\"\"p 😀_dbt_deploy\".\"v.1\" AS SELECT 1 AS a");
            AtomicInteger asked = new AtomicInteger();
            ProcessContext context = context(new PrintStream(out, true, StandardCharsets.UTF_8), () -> {
                if (out.size() > 0 && asked.getAndIncrement() == 0) {
                    changed(sandbox);
                }
                return asked.get() > 4 ? Optional.of(Signal.SIGINT) : Optional.empty();
            });
            new VerdigrisCli(context).run(options(sandbox, "status", "--watch=1s", "--output", "json"));
        }
        List<JsonNode> seen = new ArrayList<>();
        for (String document : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            seen.add(new ObjectMapper().readTree(document).at("/readiness/objects/0"));
        }
        assertThat(seen.getFirst().path("hydratingMillis").asLong(-1)).isZero();
        assertThat(seen.getLast().path("hydratingMillis").asLong()).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void aPlanTellsTheSettingsOfAWait() throws SandboxStartException, SQLException {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            create(sandbox, "CREATE SCHEMA \"sho\"\"p 😀\"");
            Cli.in(directory).run(options(sandbox, "init")).exits(0);
            create(sandbox, "CREATE VIEW \"sho\"\"p 😀_dbt_deploy\".\"w\" AS SELECT 1 AS a");
            Cli waiting = Cli.in(directory).with("VERDIGRIS_AWAIT_POLL", "10s").with("VERDIGRIS_AWAIT_TIMEOUT", "20m");
            String sentence = "ends after 20 min. Between two readings it pauses for 8 s to 10 s";
            assertThat(waiting.run(options(sandbox, "plan", "promote")).out()).contains(sentence);
            assertThat(waiting.run(options(sandbox, "plan")).out()).contains(sentence);
        }
    }

    /** A state that has not changed is not written again. */
    private static void changed(Sandbox sandbox) {
        try {
            create(sandbox, "CREATE VIEW \"sho\"\"p 😀_dbt_deploy\".\"w\" AS SELECT 1 AS a");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWatchEndsWhenNobodyReadsIt() throws SandboxStartException, IOException {
        PipedInputStream read = new PipedInputStream();
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults());
                Pipe out = Pipe.to(new PipedOutputStream(read))) {
            read.close();
            AtomicInteger looks = new AtomicInteger();
            ProcessContext context =
                    context(out, () -> looks.incrementAndGet() == 1 ? Optional.empty() : Optional.of(Signal.SIGINT));
            assertThat(new VerdigrisCli(context).run(options(sandbox, "status", "--watch=1s")))
                    .isZero();
            assertThat(looks).hasValue(1);
        }
    }

    private ProcessContext context(PrintStream out, Signals signals) {
        return new ProcessContext(
                InputStream.nullInputStream(),
                out,
                new PrintStream(OutputStream.nullOutputStream()),
                Set.of(),
                Map.of(),
                directory,
                Optional.empty(),
                signals);
    }

    private static String state(String document) throws IOException {
        return new ObjectMapper().readTree(document).path("state").asText();
    }
}
