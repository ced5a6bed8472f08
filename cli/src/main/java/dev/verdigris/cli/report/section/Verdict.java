package dev.verdigris.cli.report.section;

import java.time.Instant;
import java.util.Locale;

import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.report.document.Tone;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.text.Kebab;
import dev.verdigris.core.text.TimeText;

/**
 * How a run went.
 *
 * @param tone what that means
 * @param word the outcome in one or two words
 * @param sentence what is true now, in one sentence
 */
public record Verdict(Tone tone, String word, String sentence) {

    private static final String ENDS = ".!?…:";

    /** The verdict of a run. */
    public static Verdict of(RunStory story) {
        if (!story.ended()) {
            return new Verdict(
                    Tone.BUSY,
                    "not ended",
                    "This run has not ended; last sign of life at " + shown(story.asOf()) + ".");
        }
        return story.report()
                .map(Verdict::of)
                .orElseGet(() -> new Verdict(Tone.BAD, "no result", "The run ended without a result."));
    }

    private static Verdict of(ReportView report) {
        String sentence = sentence(report.headline());
        if (!report.outcome().equals(Kebab.of(Outcome.DONE))) {
            boolean follows = report.outcome().equals(Kebab.of(Outcome.FOLLOW_UP));
            return new Verdict(follows ? Tone.WARN : Tone.BAD, report.outcome().replace('-', ' '), sentence);
        }
        return report.problems().isEmpty()
                ? new Verdict(Tone.GOOD, "done", sentence)
                : new Verdict(Tone.WARN, "done, with problems", sentence);
    }

    /** A clause as a sentence. */
    static String sentence(String clause) {
        if (clause.isEmpty()) {
            return clause;
        }
        String begun = clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
        return ENDS.indexOf(clause.charAt(clause.length() - 1)) >= 0 ? begun : begun + ".";
    }

    private static String shown(Instant time) {
        return TimeText.of(time).replace('T', ' ').replace("Z", " UTC");
    }
}
