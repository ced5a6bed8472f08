package dev.verdigris.core.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.name.SchemaName;

/** An audit log as the server writes it. Each transaction takes one minute. */
final class AuditLines {

    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private SchemaName lock;
    private final List<AuditEvent> events = new ArrayList<>();
    private String user = "deployer";
    private int minutes;

    AuditLines(SchemaName lock) {
        this.lock = lock;
    }

    AuditLines by(String role) {
        user = role;
        return this;
    }

    AuditLines in(SchemaName other) {
        lock = other;
        return this;
    }

    AuditLines created(String id, String stateView) {
        return transaction(() -> add("create", "view", members("id", id, item(stateView))));
    }

    AuditLines dropped(String id, String stateView) {
        return transaction(() -> add("drop", "view", members("id", id, item(stateView))));
    }

    AuditLines renamed(String id, String from, String to) {
        return transaction(() -> rename(id, from, to));
    }

    /** A verb's swap: it renames the state view in the same transaction. */
    AuditLines swapped(String id, String from, String to, Environment environment) {
        return transaction(() -> {
            rename(id, from, to);
            environment.pairs().forEach(this::swap);
        });
    }

    /** A swap of another tool. */
    AuditLines swapped(List<Pair> pairs) {
        return transaction(() -> pairs.forEach(this::swap));
    }

    /** The events in any order. */
    List<AuditEvent> events() {
        List<AuditEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(events.size()));
        return shuffled;
    }

    static Instant minute(int number) {
        return START.plusSeconds(60L * number);
    }

    private AuditLines transaction(Runnable events) {
        minutes++;
        events.run();
        return this;
    }

    private void rename(String id, String from, String to) {
        add("alter", "view", members("id", id, "\"old_name\":{" + item(from) + "}", "\"new_name\":{" + item(to) + "}"));
    }

    private void swap(Pair pair) {
        boolean schema = pair.live().toString().startsWith("schema");
        String live = pair.live().lastPart().value();
        String suffixed = pair.suffixed().lastPart().value();
        String temporary = schema ? "mz_schema_swap_1" : "mz_cluster_swap_1";
        for (String[] each : new String[][] {{live, temporary}, {suffixed, live}, {temporary, suffixed}}) {
            String names = members("old_name", each[0]) + "," + members("new_name", each[1]);
            add(
                    "alter",
                    schema ? "schema" : "cluster",
                    schema ? members("database_name", lock.database().value()) + "," + names : names);
        }
    }

    private String item(String name) {
        return members("database", lock.database().value())
                + "," + members("schema", lock.schema().value())
                + "," + members("item", name);
    }

    private void add(String type, String kind, String details) {
        events.add(new AuditEvent(
                events.size() + 1L, type, kind, "{" + details + "}", Optional.of(user), minute(minutes)));
    }

    private static String members(String key, String value, String... more) {
        String first = "\"" + key + "\":\""
                + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
        return more.length == 0 ? first : first + "," + Arrays.stream(more).collect(Collectors.joining(","));
    }
}
