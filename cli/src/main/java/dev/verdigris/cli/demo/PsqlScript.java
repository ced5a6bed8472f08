package dev.verdigris.cli.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a script that was written for {@code psql} into single statements, so that the example needs no psql: variables,
 * {@code \set}, and {@code \if :{?name} … \else … \endif}, which is all that the examples use. Anything else is refused.
 */
final class PsqlScript {

    private static final Pattern SET = Pattern.compile("\\\\set\\s+(\\w+)(?:\\s+(.*))?");
    private static final Pattern IF_DEFINED = Pattern.compile("\\\\if\\s+:\\{\\?(\\w+)}");

    private final Map<String, String> variables;
    private final Deque<Boolean> branches = new ArrayDeque<>();
    private final StringBuilder sql = new StringBuilder();

    private PsqlScript(Map<String, String> variables) {
        this.variables = new HashMap<>(variables);
    }

    /**
     * The statements of {@code text}, with {@code variables} filled in.
     *
     * @throws IllegalArgumentException when the script uses what is not known here
     */
    static List<String> statements(String text, Map<String, String> variables) {
        PsqlScript script = new PsqlScript(variables);
        List<String> statements = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.stripLeading().startsWith("\\")) {
                statements.addAll(StatementSplitter.split(script.flush(), script.variables));
                script.command(line.strip());
            } else if (script.isActive()) {
                script.sql.append(line).append('\n');
            }
        }
        statements.addAll(StatementSplitter.split(script.flush(), script.variables));
        return statements;
    }

    private String flush() {
        String pending = sql.toString();
        sql.setLength(0);
        return pending;
    }

    private boolean isActive() {
        return !branches.contains(false);
    }

    private void command(String line) {
        Matcher set = SET.matcher(line);
        Matcher defined = IF_DEFINED.matcher(line);
        if (set.matches()) {
            if (isActive()) {
                variables.put(
                        set.group(1), set.group(2) == null ? "" : set.group(2).strip());
            }
        } else if (defined.matches()) {
            branches.push(variables.containsKey(defined.group(1)));
        } else if (line.equals("\\else") && !branches.isEmpty()) {
            branches.push(!branches.pop());
        } else if (line.equals("\\endif") && !branches.isEmpty()) {
            branches.pop();
        } else {
            throw new IllegalArgumentException("the script uses a command of psql that is not known here: " + line);
        }
    }
}
