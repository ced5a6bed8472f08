package dev.verdigris.cli.output;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.text.Kebab;

/**
 * Writes fixes as JSON objects. Each has a {@code kind} and the fields of that kind. The outermost fix also has {@code
 * text}, the lines for people.
 *
 * <ul>
 *   <li>{@code sql}: {@code statements}, each with {@code sql} and {@code remark?}
 *   <li>{@code command}: {@code verb}, {@code environment}, {@code options} (an object of names and values)
 *   <li>{@code edit}: {@code change}, and either {@code settings} or {@code file} and {@code line}
 *   <li>{@code choice}: {@code alternatives}, each with {@code label} and {@code fix?}
 *   <li>{@code consent}: {@code code}
 *   <li>{@code advice}: {@code advice}
 *   <li>{@code steps}: {@code steps}, each a fix
 * </ul>
 */
final class FixJson {

    private final JsonGenerator json;

    private FixJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes a fix as the field {@code name}. */
    static void write(JsonGenerator json, String name, FixView fix) throws IOException {
        json.writeObjectFieldStart(name);
        new FixJson(json).fields(fix.fix());
        json.writeArrayFieldStart("text");
        for (String line : fix.lines()) {
            json.writeString(line);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void fix(Fix fix) throws IOException {
        json.writeStartObject();
        fields(fix);
        json.writeEndObject();
    }

    private void fields(Fix fix) throws IOException {
        switch (fix) {
            case Fix.Sql sql -> sql(sql);
            case Fix.Command command -> command(command);
            case Fix.Edit edit -> edit(edit);
            case Fix.Choice choice -> choice(choice);
            case Fix.Consent consent -> {
                kind("consent");
                json.writeStringField("code", consent.code().code());
            }
            case Fix.Advice advice -> {
                kind("advice");
                json.writeStringField("advice", advice.text());
            }
            case Fix.Steps several -> {
                kind("steps");
                json.writeArrayFieldStart("steps");
                for (Fix each : several.steps()) {
                    fix(each);
                }
                json.writeEndArray();
            }
        }
    }

    private void kind(String kind) throws IOException {
        json.writeStringField("kind", kind);
    }

    private void sql(Fix.Sql sql) throws IOException {
        kind("sql");
        json.writeArrayFieldStart("statements");
        for (Fix.Statement statement : sql.statements()) {
            json.writeStartObject();
            json.writeStringField("sql", statement.sql());
            if (statement.remark().isPresent()) {
                json.writeStringField("remark", statement.remark().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void command(Fix.Command command) throws IOException {
        kind("command");
        json.writeStringField("verb", command.verb().word());
        json.writeStringField("environment", command.environment().value());
        json.writeObjectFieldStart("options");
        for (CommandOption option : command.options()) {
            switch (option) {
                case CommandOption.Switch flag -> json.writeBooleanField(Kebab.of(flag), true);
                case CommandOption.Deployment deployment -> json.writeStringField("deployment-id", deployment.id());
            }
        }
        json.writeEndObject();
    }

    private void edit(Fix.Edit edit) throws IOException {
        kind("edit");
        json.writeStringField("change", edit.change());
        switch (edit.place()) {
            case Place.Line line -> {
                json.writeStringField("file", line.file());
                json.writeNumberField("line", line.line());
            }
            case Place.Configuration configuration -> {
                json.writeArrayFieldStart("settings");
                for (Place.Setting setting : configuration.settings()) {
                    json.writeString(Kebab.of(setting));
                }
                json.writeEndArray();
            }
        }
    }

    private void choice(Fix.Choice choice) throws IOException {
        kind("choice");
        json.writeArrayFieldStart("alternatives");
        for (Fix.Alternative alternative : choice.alternatives()) {
            json.writeStartObject();
            json.writeStringField("label", alternative.label());
            if (alternative.fix().isPresent()) {
                json.writeFieldName("fix");
                fix(alternative.fix().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
