package dev.verdigris.cli.result;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.cli.output.JsonText;
import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.check.Severity;
import dev.verdigris.core.problem.ProblemCode;

/**
 * Results of checks as SARIF 2.1.0: each check is a rule, and one that did not pass is a result at its line. Places are
 * relative to the root of the repository. The rule of a problem in a file is its code. Tests of dbt have no file here, so they are notifications.
 */
final class SarifText {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String BASE = "%SRCROOT%";

    private final CheckedRun run;
    private final Path directory;
    private final Path root;

    private SarifText(CheckedRun run, Path directory) {
        this.run = run;
        this.directory = directory.toAbsolutePath().normalize();
        this.root = root(this.directory);
    }

    /**
     * The whole document.
     *
     * @param directory the directory of the run, which relative paths of checks start at
     */
    static String of(CheckedRun run, Path directory) {
        return JsonText.document(new SarifText(run, directory).document()) + "\n";
    }

    private Map<String, Object> document() {
        Stream<PlacedProblem> found = Stream.concat(run.found().stream(), run.warned().stream());
        List<String> rules = Stream.concat(run.checks().stream().map(CheckResult::name), found.map(SarifText::code))
                .distinct()
                .toList();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", SCHEMA);
        document.put("version", "2.1.0");
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "Verdigris");
        driver.put("rules", rules.stream().map(this::rule).toList());
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("tool", Map.of("driver", driver));
        whole.put("originalUriBaseIds", Map.of(BASE, Map.of("uri", root.toUri().toString())));
        whole.put("invocations", List.of(invocation()));
        whole.put("results", results(rules));
        document.put("runs", List.of(whole));
        return document;
    }

    private Map<String, Object> rule(String name) {
        return run.checks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(SarifText::rule)
                .orElseGet(() -> ofCode(name));
    }

    private static Map<String, Object> ofCode(String code) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", code);
        ProblemCode.parse(code).ifPresent(known -> {
            rule.put("shortDescription", text(known.meaning()));
            rule.put("fullDescription", text(known.cause()));
        });
        return rule;
    }

    private static Map<String, Object> rule(CheckResult check) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", check.name());
        rule.put("shortDescription", text(check.description().orElse("check " + check.name())));
        rule.put("defaultConfiguration", Map.of("level", level(check.severity())));
        check.owner().ifPresent(owner -> rule.put("properties", Map.of("owner", owner)));
        return rule;
    }

    private List<Map<String, Object>> results(List<String> rules) {
        List<Map<String, Object>> results = new ArrayList<>();
        for (CheckResult check : run.checks()) {
            Optional<String> level = level(check);
            if (level.isPresent() && check.file().isPresent()) {
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("ruleId", check.name());
                result.put("ruleIndex", rules.indexOf(check.name()));
                result.put("level", level.get());
                result.put("message", text(ResultText.of(check)));
                result.put(
                        "locations", List.of(location(check.file().orElseThrow(), Map.of("startLine", check.line()))));
                results.add(result);
            }
        }
        run.found().forEach(each -> results.add(result(each, "error", rules)));
        run.warned().forEach(each -> results.add(result(each, "warning", rules)));
        return results;
    }

    private Map<String, Object> result(PlacedProblem found, String level, List<String> rules) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", code(found));
        result.put("ruleIndex", rules.indexOf(code(found)));
        result.put("level", level);
        result.put("message", text(CheckedRun.reason(found.problem())));
        found.place().ifPresent(place -> {
            Map<String, Object> region = new LinkedHashMap<>();
            region.put("startLine", place.line());
            found.column().ifPresent(column -> region.put("startColumn", column));
            result.put("locations", List.of(location(place.file(), region)));
        });
        return result;
    }

    private static String code(PlacedProblem found) {
        return found.problem().code().code();
    }

    private Map<String, Object> location(String name, Map<String, Object> region) {
        Path file = directory.resolve(name).normalize();
        Map<String, Object> artifact = new LinkedHashMap<>();
        artifact.put("uri", root.toUri().relativize(file.toUri()).toString());
        if (file.startsWith(root)) {
            artifact.put("uriBaseId", BASE);
        }
        return Map.of("physicalLocation", Map.of("artifactLocation", artifact, "region", region));
    }

    private Map<String, Object> invocation() {
        List<Map<String, Object>> notifications = new ArrayList<>();
        if (run.failedItself()) {
            notifications.add(notification("error", run.reasons()));
        }
        run.checks().stream()
                .filter(check -> check.file().isEmpty())
                .forEach(check ->
                        level(check).ifPresent(level -> notifications.add(notification(level, ResultText.of(check)))));
        Map<String, Object> invocation = new LinkedHashMap<>();
        invocation.put("executionSuccessful", !run.failedItself());
        invocation.put("toolExecutionNotifications", notifications);
        return invocation;
    }

    private static Map<String, Object> notification(String level, String what) {
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("level", level);
        notification.put("message", text(what));
        return notification;
    }

    /** The level of a check that did not pass. */
    private static Optional<String> level(CheckResult check) {
        return switch (check.outcome()) {
            case FAILED, UNANSWERED -> Optional.of("error");
            case WARNED -> Optional.of("warning");
            case ACCEPTED, NOT_APPLICABLE -> Optional.of("note");
            case PASSED -> Optional.empty();
        };
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARN -> "warning";
        };
    }

    private static Map<String, Object> text(String text) {
        return Map.of("text", text);
    }

    /** The nearest directory that is a repository of git, or the directory itself. */
    private static Path root(Path directory) {
        for (Path each = directory; each != null; each = each.getParent()) {
            if (Files.exists(each.resolve(".git"))) {
                return each;
            }
        }
        return directory;
    }
}
