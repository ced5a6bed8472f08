package dev.verdigris.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;

/** Cuts a text at its semicolons and fills in psql's variables, both outside of quotes and comments only. */
final class StatementSplitter {

    /** One piece of SQL that must be taken whole, or one character. */
    private static final Pattern PIECE = Pattern.compile("""
            --[^\\n]*\
            |/\\*(?:[^*]|\\*(?!/))*\\*/\
            |[eE]'(?:[^'\\\\]|\\\\.|'')*'\
            |'(?:[^']|'')*'\
            |"(?:[^"]|"")*"\
            |(?<tag>\\$\\w*\\$).*?\\k<tag>\
            |::\
            |:(?<plain>[A-Za-z_]\\w*)\
            |:'(?<literal>\\w+)'\
            |:"(?<identifier>\\w+)"\
            |(?<end>;)\
            |.""", Pattern.DOTALL);

    private final Map<String, String> variables;

    private StatementSplitter(Map<String, String> variables) {
        this.variables = variables;
    }

    static List<String> split(String text, Map<String, String> variables) {
        StatementSplitter splitter = new StatementSplitter(variables);
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher piece = PIECE.matcher(text);
        while (piece.find()) {
            if (piece.group("end") != null) {
                add(statements, statement);
            } else if (!piece.group().startsWith("--") && !piece.group().startsWith("/*")) {
                statement.append(splitter.fill(piece));
            }
        }
        add(statements, statement);
        return statements;
    }

    private static void add(List<String> statements, StringBuilder statement) {
        String text = statement.toString().strip();
        statement.setLength(0);
        if (!text.isEmpty()) {
            statements.add(text);
        }
    }

    private String fill(Matcher piece) {
        if (piece.group("literal") != null) {
            return Literal.of(value(piece.group("literal"))).sql();
        }
        if (piece.group("identifier") != null) {
            return Identifier.of(value(piece.group("identifier"))).sql();
        }
        String plain = piece.group("plain");
        return plain != null && variables.containsKey(plain) ? value(plain) : piece.group();
    }

    private String value(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the script uses the variable " + name + ", which is not set");
        }
        return value;
    }
}
