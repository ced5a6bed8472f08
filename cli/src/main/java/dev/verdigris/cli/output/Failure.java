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
 * @param outcome how it ended
 * @param problems why; at least one
 */
public record Failure(String command, Outcome outcome, List<Problem> problems) {

    public Failure {
        problems = List.copyOf(problems);
    }

    /** The failure that follows from problems. */
    public static Failure of(String command, List<Problem> problems) {
        return new Failure(command, Problem.outcomeOf(problems), problems);
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
            problem.cure()
                    .lines()
                    .forEach(line -> text.append("  ").append(line).append('\n'));
        }
        return text.toString();
    }

    /** One document, with the fields that a report has too. */
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
        head(json, command, outcome);
        problems(json, problems);
    }

    /** The fields with which every document begins. */
    public static void head(JsonGenerator json, String command, Outcome outcome) throws IOException {
        json.writeStringField("verb", command);
        json.writeStringField("outcome", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'));
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
            json.writeStringField("cure", problem.cure());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
