package dev.verdigris.e2e.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import dev.verdigris.e2e.program.Program;
import dev.verdigris.e2e.wire.Answer;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.e2e.wire.WireClient;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;

/** One sandbox for all clients; each uses names of its own. */
final class ClientServer {

    private static final Sandbox SANDBOX = start();

    private ClientServer() {}

    private static Sandbox start() {
        try {
            Sandbox sandbox = Sandbox.start(SandboxConfig.defaults());
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
            return sandbox;
        } catch (SandboxStartException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Sandbox sandbox() {
        return SANDBOX;
    }

    static String url() {
        return "postgresql://materialize@" + SANDBOX.host() + ":" + SANDBOX.port() + "/materialize";
    }

    /** The program with the server's address in the variables that libpq reads. */
    static Program addressed(Program program) {
        return program.with("PGHOST", SANDBOX.host())
                .with("PGPORT", Integer.toString(SANDBOX.port()))
                .with("PGUSER", "materialize")
                .with("PGDATABASE", "materialize")
                .with("PGOPTIONS", "--welcome_message=off");
    }

    /** Runs statements one by one; a refusal fails the test. */
    static void sql(String... statements) {
        Target target = new Target(SANDBOX.host(), SANDBOX.port(), "materialize", "", "materialize");
        try (WireClient client = WireClient.connect(target, Map.of())) {
            for (String statement : List.of(statements)) {
                Answer answer = client.simple(statement);
                if (answer.error().isPresent()) {
                    throw new AssertionError(statement + "\n" + answer.error().get());
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
