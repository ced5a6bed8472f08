package dev.verdigris.e2e.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.StatementLog;

/** The statements that reached the server, according to its statement log. */
final class ServerTrace {

    /** A statement that begins in another way could change something. */
    private static final Pattern HARMLESS =
            Pattern.compile("(?i)(SELECT|SHOW|SET|RESET|WITH|SUBSCRIBE|DECLARE|FETCH|CLOSE|DISCARD|DEALLOCATE|VALUES"
                    + "|BEGIN|START|COMMIT|ROLLBACK)\\b");

    private ServerTrace() {}

    /** All statements that could have changed something, whether they succeeded or not. */
    static List<String> changes(Sandbox sandbox) {
        return sandbox.statementLog().entries().stream()
                .map(StatementLog.Entry::sql)
                .filter(sql -> !HARMLESS.matcher(uncommented(sql)).lookingAt())
                .toList();
    }

    /** The statements of the message that held one which contains the text; there must be exactly one such message. */
    static List<StatementLog.Entry> messageWith(Sandbox sandbox, String text) {
        List<StatementLog.Entry> entries = sandbox.statementLog().entries();
        List<Long> messages = entries.stream()
                .filter(entry -> entry.sql().toUpperCase(Locale.ROOT).contains(text))
                .map(StatementLog.Entry::message)
                .distinct()
                .toList();
        if (messages.size() != 1) {
            throw new AssertionError(messages.size() + " messages hold " + text);
        }
        return entries.stream()
                .filter(entry -> entry.message() == messages.getFirst())
                .toList();
    }

    /** Queries from files are headed by comments. */
    private static String uncommented(String sql) {
        return sql.replaceAll("(?m)^\\s*--.*$", "").strip();
    }
}
