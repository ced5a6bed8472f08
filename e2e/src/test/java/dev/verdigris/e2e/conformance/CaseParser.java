package dev.verdigris.e2e.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import dev.verdigris.e2e.conformance.ConformanceCase.Exchange;
import dev.verdigris.e2e.conformance.ConformanceCase.Protocol;

/**
 * Reads a file of cases. A line that it does not understand is an error and is never skipped. A case that could pass
 * with any answer is an error too: a case without an outcome, or with an expectation that any answer meets.
 */
final class CaseParser {

    private static final Pattern HEAD =
            Pattern.compile("\\[(?<session>[a-z0-9]+)(?:@(?<user>[^\\]]+))?\\](?<background>&)? ?(?<sql>.*)");
    private static final Pattern EXPECTATION = Pattern.compile(
            "= ?.*|\\|(?: .*|\\*)?|: .+|! .+|!(?:detail|hint|position) .+|\\? .+|\\?(?:detail|hint) .+|% [ITE]");
    private static final Pattern ONLY = Pattern.compile("(?:sandbox|materialize): \\S.+");
    private static final Pattern OFF = Pattern.compile("# off enable_[a-z_]+ *");
    private static final Pattern MEETS_ANYTHING = Pattern.compile("\\S+ +~\\.[*+]~|! +\\S+ +~\\.[*+]~|! +~\\.[*+]~ .*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[a-z]+}");

    /** It has every letter, so that {@code ~.*x.*~} matches it too. */
    private static final String INTERNAL_ERROR = "XX000 " + Expectation.INTERNAL_ERROR
            + ": java.lang.IllegalStateException: the quick brown fox jumps over the lazy dog";

    private final String file;
    private final List<String> lines;
    private final List<ConformanceCase> cases = new ArrayList<>();
    private final Set<String> titles = new HashSet<>();
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
        String title = lines.get(at).substring(4).strip();
        if (title.isEmpty() || !titles.add(title)) {
            throw broken("a case needs a unique title");
        }
        at++;
        Header header = readHeader();
        List<Exchange> exchanges = new ArrayList<>();
        while (at < lines.size() && !lines.get(at).startsWith("=== ")) {
            if (lines.get(at).isBlank() || lines.get(at).startsWith("#")) {
                at++;
            } else {
                exchanges.add(readExchange());
            }
        }
        if (exchanges.isEmpty()) {
            throw broken("case \"" + title + "\" asks nothing");
        }
        return new ConformanceCase(
                title,
                file,
                start,
                header.protocols,
                header.only,
                header.off,
                header.alone,
                header.lenient,
                header.complaint,
                List.copyOf(exchanges));
    }

    private record Header(
            List<Protocol> protocols,
            Optional<String> only,
            Optional<String> off,
            Optional<String> alone,
            Optional<String> lenient,
            Optional<String> complaint) {}

    private Header readHeader() {
        List<Protocol> protocols = List.of(Protocol.values());
        Optional<String> only = Optional.empty();
        Optional<String> off = Optional.empty();
        Optional<String> alone = Optional.empty();
        Optional<String> lenient = Optional.empty();
        Optional<String> complaint = Optional.empty();
        while (at < lines.size() && lines.get(at).startsWith("#")) {
            String line = lines.get(at);
            if (line.startsWith("# protocol ")) {
                protocols = List.of(protocol(line.substring(11).strip()));
            } else if (line.startsWith("# only ")) {
                only = Optional.of(line.substring(7).strip());
                if (!ONLY.matcher(only.get()).matches()) {
                    throw broken("expected '# only sandbox: the reason' or '# only materialize: the reason'");
                }
            } else if (OFF.matcher(line).matches()) {
                off = Optional.of(line.substring(6).strip());
            } else if (line.startsWith("# alone: ")) {
                alone = Optional.of(line.substring(9).strip());
            } else if (line.startsWith("# lenient: ")) {
                lenient = Optional.of(line.substring(11).strip());
            } else if (line.startsWith("# complaint: ")) {
                complaint = Optional.of(line.substring(13).strip());
            } else if (line.matches("# *(protocol|only|off|alone|lenient|complaint)\\b.*")) {
                throw broken("not a header");
            }
            at++;
        }
        return new Header(protocols, only, off, alone, lenient, complaint);
    }

    private Protocol protocol(String name) {
        for (Protocol protocol : Protocol.values()) {
            if (protocol.name().toLowerCase(Locale.ROOT).equals(name)) {
                return protocol;
            }
        }
        throw broken("unknown protocol");
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
            String line = lines.get(at).stripTrailing();
            if (line.equals("unordered")) {
                unordered = true;
            } else {
                expected.add(expectation(line));
            }
            at++;
        }
        boolean background = head.group("background") != null;
        demandOutcome(background, unordered, expected);
        return new Exchange(
                start,
                head.group("session"),
                Optional.ofNullable(head.group("user")),
                background,
                sql.toString(),
                List.copyOf(expected),
                unordered);
    }

    private String expectation(String line) {
        if (!EXPECTATION.matcher(line).matches()) {
            throw broken("not an expectation");
        }
        if (line.chars().filter(character -> character == '~').count() % 2 != 0) {
            throw broken("a ~regex~ has two tildes");
        }
        if (MEETS_ANYTHING.matcher(line).matches()) {
            throw broken("an expectation that everything meets");
        }
        if (meetsInternalError(line)) {
            throw broken("an expectation that an internal error meets");
        }
        return line;
    }

    private boolean meetsInternalError(String line) {
        try {
            String wanted = VARIABLE.matcher(line).replaceAll("x");
            return Expectation.isMet(wanted, "! " + INTERNAL_ERROR)
                    || Expectation.isMet(wanted, "! FATAL " + INTERNAL_ERROR);
        } catch (PatternSyntaxException unreadable) {
            throw broken("a ~regex~ that cannot be read, " + unreadable.getDescription());
        }
    }

    private void demandOutcome(boolean background, boolean unordered, List<String> expected) {
        boolean outcome = expected.stream().anyMatch(line -> line.startsWith("=") || line.startsWith("! "));
        at--;
        if (background && !expected.isEmpty()) {
            throw broken("what is sent in the background is answered at its join");
        }
        if (!background && !outcome) {
            throw broken("a statement without a command tag or an error as its outcome");
        }
        if (unordered && expected.stream().noneMatch(line -> line.startsWith("| ") || line.startsWith("? "))) {
            throw broken("unordered rows or notices without any");
        }
        at++;
    }

    private static boolean beginsSomething(String line) {
        return line.startsWith("=== ") || line.startsWith(">") || line.startsWith("[") || line.startsWith("#");
    }

    private IllegalArgumentException broken(String why) {
        String line = at < lines.size() ? lines.get(at) : "end of file";
        return new IllegalArgumentException(file + ":" + (at + 1) + ": " + why + ": " + line);
    }
}
