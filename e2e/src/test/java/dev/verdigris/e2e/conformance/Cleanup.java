package dev.verdigris.e2e.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.e2e.wire.Answer;

/**
 * Finds what a case has made outside its schema, from the statements that it sent, so that to clean up needs no query.
 * All such names begin with the prefix of the run, which no other run has.
 */
final class Cleanup {

    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")+)\"|\\b([A-Za-z_][\\w$]*)");
    private static final Pattern ROLE =
            Pattern.compile("^(CREATE|DROP) (?:ROLE|USER) (?:IF EXISTS )?(" + NAME + ")", Pattern.CASE_INSENSITIVE);

    private final String prefix;
    private final Set<String> kinds = new LinkedHashSet<>(List.of("SCHEMA"));
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> roles = new LinkedHashSet<>();

    /**
     * The clean-up of a case that has made its schema so far.
     *
     * @param prefix of all its names
     * @param schema its schema
     */
    Cleanup(String prefix, String schema) {
        this.prefix = prefix;
        this.names.add(schema);
    }

    /** A session of the case has logged in as a role. A login makes the role if there is none. */
    void loggedIn(String role) {
        if (role.startsWith(prefix)) {
            roles.add(role);
        }
    }

    /** The case has sent a message. One that was refused as a whole has made nothing. */
    void sent(String sql, Answer answer) {
        if (answer.error().isPresent() && answer.results().isEmpty()) {
            return;
        }
        Matcher role = ROLE.matcher(sql.strip());
        if (role.find()) {
            boolean created = role.group(1).equalsIgnoreCase("CREATE");
            names(role.group(2)).forEach(name -> note(name, created));
            return;
        }
        String upper = sql.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        for (String kind : List.of("DATABASE", "CLUSTER")) {
            if (upper.contains("CREATE " + kind + " ")) {
                kinds.add(kind);
            }
        }
        names.addAll(names(TEXT.matcher(sql).replaceAll("''")));
    }

    private void note(String role, boolean created) {
        if (created) {
            roles.add(role);
        } else {
            roles.remove(role);
        }
    }

    private Set<String> names(String sql) {
        Set<String> found = new LinkedHashSet<>();
        Matcher name = NAME.matcher(sql);
        while (name.find()) {
            String value = name.group(1) == null
                    ? name.group(2).toLowerCase(Locale.ROOT)
                    : name.group(1).replace("\"\"", "\"");
            if (value.startsWith(prefix)) {
                found.add(value);
            }
        }
        return found;
    }

    /** The statements that drop everything, in an order that works. Each may be in a transaction of its own only. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        List<String> others = names.stream().map(Cleanup::quoted).toList();
        if (kinds.contains("DATABASE")) {
            others.forEach(name -> statements.add("DROP DATABASE IF EXISTS " + name + " CASCADE"));
        }
        statements.add("DROP SCHEMA IF EXISTS " + String.join(", ", others) + " CASCADE");
        if (kinds.contains("CLUSTER")) {
            statements.add("DROP CLUSTER IF EXISTS " + String.join(", ", others) + " CASCADE");
        }
        roles.stream().map(Cleanup::quoted).forEach(role -> {
            statements.add("DROP OWNED BY " + role);
            statements.add("DROP ROLE " + role);
        });
        return statements;
    }

    /** The same as one message. A block for each, because a message without one may hold no two of them. */
    String message() {
        List<String> statements = statements();
        return statements.size() == 1
                ? statements.getFirst()
                : String.join("; ", statements.stream()
                        .map(statement -> "BEGIN; " + statement + "; COMMIT")
                        .toList());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
