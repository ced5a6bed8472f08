package dev.verdigris.e2e.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.e2e.conformance.ConformanceCase.Exchange;
import dev.verdigris.e2e.conformance.ConformanceCase.Protocol;

/** Reads a file of cases; a line that it does not understand is an error, never skipped. */
final class CaseParser {

    private static final Pattern HEAD =
            Pattern.compile("\\[(?<session>[a-z0-9]+)(?:@(?<user>[^\\]]+))?\\](?<background>&)? ?(?<sql>.*)");
    private static final String EXPECTATIONS = "=|:!?%";

    private final String file;
    private final List<String> lines;
    private final List<ConformanceCase> cases = new ArrayList<>();
    private int at;

    private CaseParser(String file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    static List<ConformanceCase> parse(String file, List<String> lines) {
        CaseParser parser = new CaseParser(file, lines);
        parser.skipPreamble();
        while (parser.at < lines.size()) {
            parser.cases.add(parser.readCase());
        }
        return List.copyOf(parser.cases);
    }

    private void skipPreamble() {
        while (at < lines.size() && !lines.get(at).startsWith("=== ")) {
            if (!lines.get(at).isBlank() && !lines.get(at).startsWith("#")) {
                throw broken("a file begins with # comments and then === cases");
            }
            at++;
        }
    }

    private ConformanceCase readCase() {
        int start = at + 1;
        String title = lines.get(at++).substring(4).strip();
        List<Protocol> protocols = List.of(Protocol.values());
        Optional<String> only = Optional.empty();
        List<Exchange> exchanges = new ArrayList<>();
        while (at < lines.size() && !lines.get(at).startsWith("=== ")) {
            String line = lines.get(at);
            if (line.isBlank()) {
                at++;
            } else if (line.startsWith("# protocol ")) {
                protocols = List.of(Protocol.valueOf(line.substring(11).strip().toUpperCase(java.util.Locale.ROOT)));
                at++;
            } else if (line.startsWith("# only ")) {
                only = Optional.of(line.substring(7).strip());
                at++;
            } else if (line.startsWith("#")) {
                at++;
            } else {
                exchanges.add(readExchange());
            }
        }
        if (exchanges.isEmpty()) {
            throw broken("case \"" + title + "\" asks nothing");
        }
        return new ConformanceCase(title, file, start, protocols, only, List.copyOf(exchanges));
    }

    private Exchange readExchange() {
        int start = at + 1;
        String first = lines.get(at);
        String normal = first.startsWith(">") ? "[main]" + first.substring(1) : first;
        Matcher head = HEAD.matcher(normal);
        if (!head.matches()) {
            throw broken("expected '> statement' or '[session] statement'");
        }
        at++;
        StringBuilder sql = new StringBuilder(head.group("sql").strip());
        while (at < lines.size() && lines.get(at).startsWith("  ")) {
            sql.append('\n').append(lines.get(at++).substring(2));
        }
        boolean unordered = false;
        List<String> expected = new ArrayList<>();
        while (at < lines.size() && !lines.get(at).isBlank() && !beginsSomething(lines.get(at))) {
            String line = lines.get(at++);
            if (line.equals("unordered")) {
                unordered = true;
            } else if (EXPECTATIONS.indexOf(line.charAt(0)) >= 0) {
                expected.add(line.stripTrailing());
            } else {
                at--;
                throw broken("not an expectation");
            }
        }
        return new Exchange(
                start,
                head.group("session"),
                Optional.ofNullable(head.group("user")),
                head.group("background") != null,
                sql.toString(),
                List.copyOf(expected),
                unordered);
    }

    private static boolean beginsSomething(String line) {
        return line.startsWith("=== ") || line.startsWith(">") || line.startsWith("[") || line.startsWith("#");
    }

    private IllegalArgumentException broken(String why) {
        String line = at < lines.size() ? lines.get(at) : "end of file";
        return new IllegalArgumentException(file + ":" + (at + 1) + ": " + why + ": " + line);
    }
}
