package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import dev.verdigris.e2e.conformance.ConformanceCase.Exchange;
import dev.verdigris.e2e.conformance.ConformanceCase.Protocol;
import dev.verdigris.e2e.wire.Answer;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.e2e.wire.WireClient;

/**
 * Runs one case once. All its objects have the prefix {@code ${p}}. The schema {@code ${s}} is created before it and is
 * the search path of every session.
 */
final class CaseRun implements AutoCloseable {

    private static final Pattern UNKNOWN_VARIABLE = Pattern.compile("\\$\\{[a-z]*}");

    private final Target user;
    private final Target system;
    private final Protocol protocol;
    private final Map<String, String> variables;
    private final Map<String, WireClient> sessions = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<Answer>> pending = new HashMap<>();

    CaseRun(Target user, Target system, Protocol protocol, String prefix) {
        this.user = user;
        this.system = system;
        this.protocol = protocol;
        this.variables = Map.of(
                "p",
                prefix,
                "s",
                prefix + "s",
                "user",
                user.user(),
                "size",
                System.getenv().getOrDefault("VERDIGRIS_TEST_SIZE", "25cc"));
    }

    void run(ConformanceCase one) throws IOException {
        try (WireClient setup = WireClient.connect(user, Map.of())) {
            demand(setup.simple("CREATE SCHEMA " + variables.get("s")));
        }
        for (Exchange exchange : one.exchanges()) {
            exchange(one, exchange);
        }
        if (!pending.isEmpty()) {
            throw new AssertionError(one.file() + ": sessions never joined: " + pending.keySet());
        }
    }

    private void exchange(ConformanceCase one, Exchange exchange) throws IOException {
        String sql = replace(exchange.sql());
        WireClient client = session(exchange);
        if (exchange.background()) {
            pending.put(exchange.session(), CompletableFuture.supplyAsync(() -> send(client, sql)));
            return;
        }
        Answer answer =
                exchange.joins() ? join(one.file() + ":" + exchange.line(), exchange.session()) : send(client, sql);
        List<String> wanted = exchange.expected().stream().map(this::replace).toList();
        List<String> differences = Expectation.differences(wanted, Transcript.of(answer), exchange.unordered());
        if (!differences.isEmpty()) {
            throw new AssertionError(one.file() + ":" + exchange.line() + " (" + protocol + ")\n  " + sql + "\n  "
                    + String.join("\n  ", differences));
        }
    }

    private Answer join(String where, String session) {
        CompletableFuture<Answer> future = pending.remove(session);
        if (future == null) {
            throw new AssertionError(where + ": session " + session + " has nothing to join");
        }
        try {
            return future.get(240, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError(where + ": session " + session + " did not answer", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    private Answer send(WireClient client, String sql) {
        try {
            return protocol == Protocol.SIMPLE ? client.simple(sql) : client.extended(sql);
        } catch (IOException broken) {
            throw new AssertionError("connection broke at: " + sql, broken);
        }
    }

    private WireClient session(Exchange exchange) throws IOException {
        WireClient known = sessions.get(exchange.session());
        if (known != null) {
            return known;
        }
        Target target = exchange.session().equals("system")
                ? system
                : exchange.user()
                        .map(name ->
                                new Target(user.host(), user.port(), replace(name), user.password(), user.database()))
                        .orElse(user);
        WireClient fresh =
                WireClient.connect(target, Map.of("search_path", variables.get("s"), "welcome_message", "off"));
        sessions.put(exchange.session(), fresh);
        return fresh;
    }

    private String replace(String text) {
        String result = text;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            result = result.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        if (UNKNOWN_VARIABLE.matcher(result).find()) {
            throw new IllegalArgumentException("unknown variable in: " + text);
        }
        return result;
    }

    /** Closes the sessions and drops, as the system user, all objects with the prefix. */
    @Override
    public void close() throws IOException {
        for (WireClient session : sessions.values()) {
            session.close();
        }
        try (WireClient sweeper = WireClient.connect(system, Map.of())) {
            String like = " WHERE name LIKE '" + variables.get("p") + "%'";
            sweep(sweeper, "SELECT name FROM mz_catalog.mz_databases" + like, "DROP DATABASE %s CASCADE");
            sweep(sweeper, "SELECT name FROM mz_catalog.mz_schemas" + like, "DROP SCHEMA %s CASCADE");
            sweep(sweeper, "SELECT name FROM mz_catalog.mz_clusters" + like, "DROP CLUSTER %s CASCADE");
            sweep(sweeper, "SELECT name FROM mz_catalog.mz_roles" + like, "DROP OWNED BY %s");
            sweep(sweeper, "SELECT name FROM mz_catalog.mz_roles" + like, "DROP ROLE %s");
        }
    }

    private static void sweep(WireClient sweeper, String query, String statement) throws IOException {
        for (var row : demand(sweeper.simple(query)).results().getFirst().rows()) {
            String quoted = '"' + row.getFirst().orElseThrow().replace("\"", "\"\"") + '"';
            demand(sweeper.simple(statement.formatted(quoted)));
        }
    }

    private static Answer demand(Answer answer) {
        if (answer.error().isPresent()) {
            throw new AssertionError(
                    "set-up or clean-up refused: " + answer.error().get());
        }
        return answer;
    }
}
