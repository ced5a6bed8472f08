package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
 * Runs one case once, to its end, and reports every difference. What follows a difference can be its consequence. All
 * objects of the run have the prefix {@code ${p}}. The schema {@code ${s}} is created before it and is the search path
 * of every session.
 */
final class CaseRun {

    private static final Pattern UNKNOWN_VARIABLE = Pattern.compile("\\$\\{[a-z]*}");

    private final Server server;
    private final ConformanceCase one;
    private final Protocol protocol;
    private final Map<String, String> variables;
    private final Cleanup cleanup;
    private final Map<String, WireClient> sessions = new LinkedHashMap<>();
    private final Map<String, Background> pending = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private final List<Recording.Exchange> exchanges = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();

    private record Background(String sql, CompletableFuture<Answer> answer) {}

    private CaseRun(Server server, ConformanceCase one, Protocol protocol) {
        this.server = server;
        this.one = one;
        this.protocol = protocol;
        String prefix = server.nextPrefix();
        this.variables =
                Map.of("p", prefix, "s", prefix + "s", "user", server.user().user(), "size", server.clusterSize());
        this.cleanup = new Cleanup(prefix, prefix + "s");
    }

    /** Runs a case, and drops what it has made. A server that cannot be reached is a difference too. */
    static CaseResult of(Server server, ConformanceCase one, Protocol protocol) {
        CaseRun run = new CaseRun(server, one, protocol);
        try {
            run.exchangeAll();
            run.cleanUp();
        } catch (IOException unreachable) {
            run.differences.add(one.file() + ": no connection: " + unreachable.getMessage());
        }
        return new CaseResult(one, protocol, run.differences, run.exchanges, run.lines);
    }

    private void exchangeAll() throws IOException {
        try (WireClient setup = WireClient.connect(server.user(), Map.of())) {
            Answer made = setup.simple("CREATE SCHEMA " + variables.get("s"));
            if (made.error().isPresent()) {
                differences.add(one.file() + ": set-up refused: " + made.error().get());
                return;
            }
        }
        for (Exchange exchange : one.exchanges()) {
            try {
                exchange(exchange);
            } catch (IOException broken) {
                differences.add(where(exchange) + "\n  " + exchange.sql() + "\n  no answer: " + broken.getMessage());
            }
        }
        if (!pending.isEmpty()) {
            differences.add(one.file() + ": sessions never joined: " + pending.keySet());
        }
    }

    private String where(Exchange exchange) {
        return one.file() + ":" + exchange.line() + " (" + protocol + ")";
    }

    private void exchange(Exchange exchange) throws IOException {
        String sql = replace(exchange.sql());
        WireClient client = session(exchange);
        if (exchange.background()) {
            pending.put(
                    exchange.session(), new Background(sql, CompletableFuture.supplyAsync(() -> send(client, sql))));
            return;
        }
        Answer answer = exchange.joins() ? join(exchange.session()) : answer(client, sql);
        List<String> wanted = exchange.expected().stream().map(this::replace).toList();
        Comparison comparison = Expectation.compare(wanted, Transcript.of(answer), exchange.unordered());
        lines.add(exchange.line());
        exchanges.add(Recording.Exchange.of(exchange.sql(), comparison.recorded(), variables.get("p")));
        if (!comparison.differences().isEmpty()) {
            differences.add(where(exchange) + "\n  " + sql + "\n  " + String.join("\n  ", comparison.differences()));
        }
    }

    private Answer answer(WireClient client, String sql) throws IOException {
        Answer answer = protocol == Protocol.SIMPLE ? client.simple(sql) : client.extended(sql);
        cleanup.sent(sql, answer);
        return answer;
    }

    private Answer send(WireClient client, String sql) {
        try {
            return protocol == Protocol.SIMPLE ? client.simple(sql) : client.extended(sql);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Answer join(String session) throws IOException {
        Background background = pending.remove(session);
        if (background == null) {
            throw new IOException("session " + session + " has nothing to join");
        }
        try {
            Answer answer = background.answer().get(240, TimeUnit.SECONDS);
            cleanup.sent(background.sql(), answer);
            return answer;
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("session " + session + " did not answer", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private WireClient session(Exchange exchange) throws IOException {
        WireClient known = sessions.get(exchange.session());
        if (known != null) {
            return known;
        }
        Target user = server.user();
        Target target = exchange.session().equals("system")
                ? server.system()
                : exchange.user()
                        .map(name ->
                                new Target(user.host(), user.port(), replace(name), user.password(), user.database()))
                        .orElse(user);
        WireClient fresh =
                WireClient.connect(target, Map.of("search_path", variables.get("s"), "welcome_message", "off"));
        cleanup.loggedIn(target.user());
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

    /**
     * Closes the sessions and drops, as the system user, what the case has made: in one message, and one by one if the
     * server refuses that, for instance because the case has undone the creation of a role.
     */
    private void cleanUp() throws IOException {
        sessions.values().forEach(CaseRun::leave);
        try (WireClient cleaner = WireClient.connect(server.system(), Map.of())) {
            if (cleaner.simple(cleanup.message()).error().isEmpty()) {
                return;
            }
            cleaner.simple("ROLLBACK");
            for (String statement : cleanup.statements()) {
                Answer answer = cleaner.simple(statement);
                answer.error()
                        .filter(error -> !error.field('M').startsWith("unknown role"))
                        .ifPresent(error ->
                                differences.add(one.file() + ": clean-up refused: " + statement + ": " + error));
            }
        }
    }

    private static void leave(WireClient session) {
        try {
            session.close();
        } catch (IOException gone) {
            // The server has ended the session before. The exchange that found that has reported it.
        }
    }
}
