package dev.verdigris.cli.report.story;

/**
 * One run as a report already shows it. A later run keeps it as it is.
 *
 * @param id the number of the run in the report, from 1
 * @param summary its row in the table of runs, as finished text of the format
 * @param section its section, as finished text of the format
 */
public record WrittenRun(int id, String summary, String section) {}
