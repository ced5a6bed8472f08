package dev.verdigris.cli.report.story;

/**
 * One run as a report already shows it. A later run keeps it as it is.
 *
 * @param id the number of the run in the report, from 1
 * @param summary what the table of runs shows of it
 * @param answers the answers to the first questions, as finished text of the format
 * @param section the rest of it, as finished text of the format
 */
public record WrittenRun(int id, RunSummary summary, String answers, String section) {

    /** The same run, whose texts are replaced by one that says why. */
    public WrittenRun without(String reason) {
        return new WrittenRun(id, summary, reason, "");
    }

    /** The number of characters of its texts. */
    public int length() {
        return answers.length() + section.length();
    }
}
