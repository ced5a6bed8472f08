package dev.verdigris.cli.result;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.text.Kebab;

/**
 * Results of checks as JUnit XML, as the reports of Surefire are: one suite for each side, one case for each check. The
 * format has no warning. So a check that warns has passed, and its text says what it found. The same holds for a warning
 * about a file.
 */
final class JUnitText {

    /** One case. */
    private record Case(String name, Kind kind, Duration took, String file, String message, String text) {}

    /** The kinds of results that the format knows. */
    private enum Kind {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED
    }

    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final CheckedRun run;

    private JUnitText(CheckedRun run) {
        this.run = run;
    }

    /** The whole document. */
    static String of(CheckedRun run) {
        JUnitText text = new JUnitText(run);
        text.document();
        return text.xml.toString();
    }

    private void document() {
        List<List<Case>> suites = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (CheckedSide side : CheckedSide.values()) {
            List<Case> cases = run.checks().stream()
                    .filter(check -> check.side() == side)
                    .map(JUnitText::of)
                    .toList();
            if (!cases.isEmpty()) {
                suites.add(cases);
                names.add(suite(side.word()));
            }
        }
        List<Case> found = Stream.concat(
                        run.found().stream().map(each -> of(each, Kind.FAILURE)),
                        run.warned().stream().map(each -> of(each, Kind.PASSED)))
                .toList();
        if (!found.isEmpty()) {
            suites.add(found);
            names.add(suite(run.verb()));
        }
        if (run.failedItself()) {
            suites.add(List.of(new Case(run.verb(), Kind.ERROR, Duration.ZERO, "", "the run failed", run.reasons())));
            names.add(suite("run"));
        }
        List<Case> all = suites.stream().flatMap(List::stream).toList();
        xml.append("<testsuites name=\"verdigris\"").append(counts(all)).append(">\n");
        for (int i = 0; i < suites.size(); i++) {
            xml.append("  <testsuite").append(attribute("name", names.get(i))).append(counts(suites.get(i)));
            xml.append(">\n");
            for (Case each : suites.get(i)) {
                write(each, names.get(i));
            }
            xml.append("  </testsuite>\n");
        }
        xml.append("</testsuites>\n");
    }

    private String suite(String word) {
        return run.environment().isEmpty() ? "verdigris." + word : "verdigris." + run.environment() + "." + word;
    }

    private static Case of(CheckResult check) {
        Kind kind = switch (check.outcome()) {
            case PASSED, WARNED -> Kind.PASSED;
            case FAILED -> Kind.FAILURE;
            case UNANSWERED -> Kind.ERROR;
            case ACCEPTED, NOT_APPLICABLE -> Kind.SKIPPED;
        };
        return new Case(
                check.name(),
                kind,
                check.took(),
                check.file().orElse(""),
                Kebab.of(check.outcome()) + ", " + check.count(),
                ResultText.of(check));
    }

    private static Case of(PlacedProblem found, Kind kind) {
        return new Case(
                found.address().orElseGet(() -> found.problem().where()),
                kind,
                Duration.ZERO,
                found.place().map(Place.Line::file).orElse(""),
                found.problem().code().code(),
                CheckedRun.reason(found.problem()));
    }

    private void write(Case each, String suite) {
        xml.append("    <testcase")
                .append(attribute("classname", suite))
                .append(attribute("name", each.name()))
                .append(each.file().isEmpty() ? "" : attribute("file", each.file()))
                .append(attribute("time", seconds(each.took())))
                .append(">");
        switch (each.kind()) {
            case PASSED -> xml.append(each.text().isEmpty() ? "" : element("system-out", "", each.text()));
            case FAILURE -> xml.append(element("failure", reason(each), each.text()));
            case ERROR -> xml.append(element("error", reason(each), each.text()));
            case SKIPPED -> xml.append(element("skipped", attribute("message", each.text()), ""));
        }
        xml.append("</testcase>\n");
    }

    private static String reason(Case each) {
        return attribute("message", each.message()) + attribute("type", "check");
    }

    private static String counts(List<Case> cases) {
        Duration took = cases.stream().map(Case::took).reduce(Duration.ZERO, Duration::plus);
        return attribute("tests", String.valueOf(cases.size()))
                + attribute("failures", count(cases, Kind.FAILURE))
                + attribute("errors", count(cases, Kind.ERROR))
                + attribute("skipped", count(cases, Kind.SKIPPED))
                + attribute("time", seconds(took));
    }

    private static String count(List<Case> cases, Kind kind) {
        return String.valueOf(cases.stream().filter(each -> each.kind() == kind).count());
    }

    private static String seconds(Duration length) {
        return String.format(Locale.ROOT, "%.3f", length.toNanos() / 1e9);
    }

    private static String element(String name, String attributes, String text) {
        return "<" + name + attributes + ">" + escaped(text) + "</" + name + ">";
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\""
                + escaped(value).replace("\"", "&quot;").replace("\n", "&#10;").replace("\t", "&#9;") + "\"";
    }

    /** The text without what XML reads as markup. A character that XML cannot contain is replaced. */
    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> shown.append("&lt;");
                case '>' -> shown.append("&gt;");
                case '&' -> shown.append("&amp;");
                case '\r' -> shown.append("&#13;");
                default -> shown.appendCodePoint(isXml(point) ? point : 0xFFFD);
            }
        });
        return shown.toString();
    }

    private static boolean isXml(int point) {
        boolean plain = point == '\t' || point == '\n' || point >= 0x20 && point < 0xD800;
        return plain || point >= 0xE000 && point < 0xFFFE || point >= 0x10000;
    }
}
