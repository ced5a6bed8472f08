package dev.verdigris.cli.output;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;

/**
 * A command that came to nothing before it could report for itself.
 *
 * @param command the command, as it was typed; empty if there was none
 * @param outcome how it ended, in kebab case
 * @param exitCode the exit code of the process
 * @param problems why; empty if it was interrupted
 * @param notes what is worth knowing
 */
public record Failure(String command, String outcome, int exitCode, List<Problem> problems, List<String> notes) {

    /** What a shell reports of a process that SIGINT has ended. */
    private static final int INTERRUPTED = 130;

    public Failure {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** The failure that follows from problems. */
    public static Failure of(String command, List<Problem> problems) {
        Outcome outcome = Problem.outcomeOf(problems);
        return new Failure(command, word(outcome), outcome.exitCode(), problems, List.of());
    }

    /** A signal has ended the run; said instead of whatever else went wrong because of it. */
    public static Failure interrupted(String command, String whatNow) {
        return new Failure(command, "interrupted", INTERRUPTED, List.of(), List.of(whatNow));
    }

    /** For people: one paragraph per problem. */
    public String text(Style style) {
        StringBuilder text = new StringBuilder();
        for (Problem problem : problems) {
            text.append(style.of(Style.Tone.BAD, problem.code().code()))
                    .append(' ')
                    .append(problem.what())
                    .append('\n');
            if (!problem.where().isEmpty()) {
                text.append("  at ").append(problem.where()).append('\n');
            }
            problem.fix().lines().forEach(line -> text.append("  ").append(line).append('\n'));
        }
        notes.forEach(note -> text.append(outcome).append(": ").append(note).append('\n'));
        return text.toString();
    }

    /** One document, with all fields that every report has. */
    public String json() {
        return JsonText.document(this::fields);
    }

    /** The same on one line, as the last event. */
    public String jsonLine() {
        return JsonText.line(json -> {
            json.writeStringField("event", "report");
            json.writeObjectFieldStart("report");
            fields(json);
            json.writeEndObject();
        });
    }

    private void fields(JsonGenerator json) throws IOException {
        json.writeStringField("verb", command);
        json.writeStringField("environment", "");
        json.writeStringField("outcome", outcome);
        json.writeNumberField("exitCode", exitCode);
        json.writeStringField("state", "unknown");
        json.writeBooleanField("dryRun", false);
        texts(json, "steps", List.of());
        problems(json, problems);
        texts(json, "warnings", List.of());
        texts(json, "notes", notes);
        texts(json, "timings", List.of());
    }

    private static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fields with which the document of a command begins that has no environment. */
    public static void head(JsonGenerator json, String command, Outcome outcome) throws IOException {
        json.writeStringField("verb", command);
        json.writeStringField("outcome", word(outcome));
        json.writeNumberField("exitCode", outcome.exitCode());
    }

    /** The field that holds problems. */
    public static void problems(JsonGenerator json, List<Problem> problems) throws IOException {
        json.writeArrayFieldStart("problems");
        for (Problem problem : problems) {
            json.writeStartObject();
            json.writeStringField("code", problem.code().code());
            json.writeStringField("what", problem.what());
            json.writeStringField("where", problem.where());
            json.writeStringField("fix", problem.fix());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
