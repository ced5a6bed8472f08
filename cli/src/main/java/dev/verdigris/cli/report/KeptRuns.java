package dev.verdigris.cli.report;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.cli.report.document.Tone;
import dev.verdigris.cli.report.story.EarlierRuns;
import dev.verdigris.cli.report.story.RunSummary;
import dev.verdigris.cli.report.story.WrittenRun;

/**
 * The comments in a report with which a later run finds what it keeps. Each contains a token, which is a digest of the
 * whole report: so no name and no statement in a report can pass for such a comment.
 *
 * @param token the token
 */
record KeptRuns(String token) {

    /** The beginning of a page or of Markdown. A text that quotes a report further down is not one. */
    private static final Pattern BEGIN = Pattern.compile("\\A(?:<!DOCTYPE html>\n)?<!-- verdigris-report (\\d{1,9}) ");

    private static final Pattern HEAD =
            Pattern.compile("\\A(?:<!DOCTYPE html>\n)?<!-- verdigris-report 1 ([0-9a-f]{16}) (\\S+) (\\S+) -->\n");

    private static final int FORMAT = 1;
    private static final int TOKEN = 16;
    private static final int FIELDS = 8;

    /** The part of a run that is kept. */
    enum Part {
        ANSWERS,
        SECTION
    }

    /** What a text is to a run that would replace it. */
    enum Kind {
        /** A report that can be continued. */
        WHOLE,
        /** A report in a format of a later version. */
        LATER,
        /** A report that has lost parts, or got others. */
        CHANGED,
        /** Anything else. */
        FOREIGN
    }

    /** What a text is. */
    static Kind kind(String text) {
        Matcher begin = BEGIN.matcher(text.replace("\r\n", "\n"));
        if (!begin.find()) {
            return Kind.FOREIGN;
        }
        if (Integer.parseInt(begin.group(1)) > FORMAT) {
            return Kind.LATER;
        }
        return read(text).isPresent() ? Kind.WHOLE : Kind.CHANGED;
    }

    static KeptRuns of(EarlierRuns report) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(report.toString().getBytes(StandardCharsets.UTF_8));
            return new KeptRuns(HexFormat.of().formatHex(digest).substring(0, TOKEN));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The lines at the beginning: whose report it is, and what the table of runs shows. */
    String head(EarlierRuns report) {
        return "<!-- verdigris-report 1 " + token + " "
                + field(report.deployment().orElse("")) + " "
                + field(report.environment()) + " -->\n"
                + report.runs().stream().map(this::line).collect(Collectors.joining());
    }

    /** The last line. What is after it was not written by Verdigris. */
    String foot() {
        return "\n<!-- " + token + " end of report -->\n";
    }

    private String line(WrittenRun run) {
        RunSummary summary = run.summary();
        return Stream.of(
                        Integer.toString(run.id()),
                        summary.verb(),
                        summary.begun().toString(),
                        Long.toString(summary.took().toMillis()),
                        summary.who().orElse(""),
                        summary.tone().name(),
                        summary.outcome(),
                        summary.sentence())
                .map(KeptRuns::field)
                .collect(Collectors.joining(" ", "<!-- " + token + " run ", " -->\n"));
    }

    /** A part of a run between its comments. */
    String part(WrittenRun run, Part part) {
        String text = part == Part.ANSWERS ? run.answers() : run.section();
        return begin(run.id(), part) + text + end();
    }

    private String begin(int id, Part part) {
        return "<!-- " + token + " " + part + " " + id + " -->\n";
    }

    private String end() {
        return "<!-- " + token + " end -->\n";
    }

    /** What a report contains; empty if the text is not exactly what Verdigris has written. */
    static Optional<EarlierRuns> read(String text) {
        String plain = text.replace("\r\n", "\n");
        Matcher head = HEAD.matcher(plain);
        if (!head.find()) {
            return Optional.empty();
        }
        KeptRuns kept = new KeptRuns(head.group(1));
        if (!plain.stripTrailing().endsWith(kept.foot().strip())) {
            return Optional.empty();
        }
        try {
            List<WrittenRun> runs = kept.runs(plain);
            return Optional.of(new EarlierRuns(
                    Optional.of(value(head.group(2))).filter(id -> !id.isEmpty()), value(head.group(3)), runs));
        } catch (IllegalArgumentException | DateTimeException damaged) {
            return Optional.empty();
        }
    }

    private List<WrittenRun> runs(String text) {
        Matcher line = Pattern.compile("(?m)^<!-- " + token + " run (\\S+(?: \\S+){" + (FIELDS - 1) + "}) -->$")
                .matcher(text);
        List<WrittenRun> runs = new ArrayList<>();
        while (line.find()) {
            List<String> fields =
                    Stream.of(line.group(1).split(" ")).map(KeptRuns::value).toList();
            int id = Integer.parseInt(fields.get(0));
            RunSummary summary = new RunSummary(
                    fields.get(1),
                    Instant.parse(fields.get(2)),
                    Duration.ofMillis(Long.parseLong(fields.get(3))),
                    Optional.of(fields.get(4)).filter(who -> !who.isEmpty()),
                    Tone.valueOf(fields.get(5)),
                    fields.get(6),
                    fields.get(7));
            runs.add(new WrittenRun(id, summary, between(text, id, Part.ANSWERS), between(text, id, Part.SECTION)));
        }
        return runs;
    }

    private String between(String text, int id, Part part) {
        String begin = begin(id, part);
        int from = text.indexOf(begin);
        int to = text.indexOf(end(), from + begin.length());
        if (from < 0 || to < 0) {
            throw new IllegalArgumentException("a comment is missing");
        }
        return text.substring(from + begin.length(), to);
    }

    /** A text without spaces and without what ends a comment. A percent sign alone stands for no text. */
    private static String field(String text) {
        StringBuilder field = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = each == '.' || each == ':' || each == '_' || each > 0 && Character.isLetterOrDigit(each);
            field.append(plain ? Character.toString(each) : String.format("%%%02X", each));
        }
        return field.isEmpty() ? "%" : field.toString();
    }

    private static String value(String field) {
        return field.equals("%") ? "" : URLDecoder.decode(field, StandardCharsets.UTF_8);
    }
}
