package dev.verdigris.cli.output;

import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;

/**
 * What is true after a verb, in one clause: what the verb did or why it stopped, and which version is live. A tired
 * reader needs no other line to decide whether to act now.
 */
final class Headline {

    private Headline() {}

    static String of(Report report) {
        String dryRun = report.dryRun() && report.verb() != Verb.STATUS ? " (nothing was changed)" : "";
        return switch (report.outcome()) {
            case DONE -> done(report) + dryRun;
            case FOLLOW_UP -> live(report) + ", but not every sink reads it yet";
            case INTERNAL, USAGE, REFUSED, NOT_READY, PERMISSION, CONFLICT, UNREACHABLE ->
                stopped(report.outcome()) + "; " + live(report) + dryRun;
        };
    }

    private static String done(Report report) {
        if (report.verb() == Verb.STATUS) {
            return live(report);
        }
        if (report.verb() == Verb.AWAIT) {
            return "the staged side is ready";
        }
        if (report.steps().isEmpty()) {
            return "nothing to do; " + live(report);
        }
        return report.dryRun() ? report.planned().map(verb -> "plan of " + verb).orElse("it would succeed") : acted(report);
    }

    private static String acted(Report report) {
        return switch (report.verb()) {
            case INIT -> "the staged schemas and clusters exist";
            case BUILD -> "the staged side is built";
            case CHECK -> "every check passed";
            case CLEANUP -> "the previous version is dropped";
            case ABORT -> "the staged side is dropped";
            case PROMOTE, ROLLBACK, DEPLOY, STATUS, AWAIT, PLAN -> live(report);
        };
    }

    private static String stopped(Outcome outcome) {
        return switch (outcome) {
            case INTERNAL -> "stopped by a bug";
            case USAGE -> "the configuration is wrong";
            case REFUSED -> "refused";
            case NOT_READY -> "the staged side is not ready";
            case PERMISSION -> "a permission is missing";
            case CONFLICT -> "another change is in the way";
            case UNREACHABLE -> "the server was not reached";
            case DONE, FOLLOW_UP -> outcome.meaning();
        };
    }

    /** Which version is live. */
    private static String live(Report report) {
        return switch (report.state()) {
            case NONE -> "nothing is staged";
            case STAGED -> "the staged version is not live";
            case PROMOTED -> "the new version is live";
            case DROPPING -> "the suffixed side is being dropped";
            case CONTRADICTORY -> "the state of the deployment is contradictory";
            case UNKNOWN -> "the state is unknown";
        };
    }
}
