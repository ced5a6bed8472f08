package dev.verdigris.cli.command;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.verdigris.cli.config.Key;
import dev.verdigris.core.guard.Messages;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.plan.Verb;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.report.Report;

/**
 * The options that chose server and environment, repeated in every command that a report tells its reader to run: without
 * them the same command could mean another server.
 *
 * @param environment options of every verb, each with a blank before it
 * @param project options of verbs that read files
 */
record RepeatedOptions(String environment, String project) {

    static RepeatedOptions of(EnvironmentMixin environment, Map<Key, List<String>> more) {
        String project = more.getOrDefault(Key.PROJECT, List.of()).stream()
                .map(directory -> " --project " + Messages.shellWord(directory))
                .collect(Collectors.joining());
        return new RepeatedOptions(environment.asTyped(), project);
    }

    /** The report with complete commands. */
    Report in(Report report) {
        Identifier name = Identifier.of(report.environment());
        return new Report(
                report.verb(),
                report.environment(),
                report.outcome(),
                report.state(),
                report.deployment(),
                report.dryRun(),
                report.steps(),
                problems(name, report.problems()),
                problems(name, report.warnings()),
                report.notes(),
                report.readiness(),
                report.status().map(status -> status(name, status)),
                report.timings(),
                report.next().map(next -> text(name, next)));
    }

    private StatusSummary status(Identifier name, StatusSummary status) {
        return new StatusSummary(
                status.state(),
                status.pairs(),
                status.left(),
                problems(name, status.problems()),
                status.next(),
                text(name, status.nextCommand()));
    }

    private List<Problem> problems(Identifier name, List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Problem(problem.code(), problem.what(), problem.where(), text(name, problem.fix())))
                .toList();
    }

    private String text(Identifier name, String text) {
        String complete = text;
        for (Verb verb : Verb.values()) {
            String command = Messages.command(verb.word(), name);
            complete = complete.replace(command, command + options(verb));
        }
        return complete;
    }

    private String options(Verb verb) {
        return switch (verb) {
            case BUILD, CHECK, DEPLOY -> project + environment;
            case INIT, AWAIT, PROMOTE, ROLLBACK, CLEANUP, ABORT, STATUS, PLAN -> environment;
        };
    }
}
