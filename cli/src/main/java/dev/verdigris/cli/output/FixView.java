package dev.verdigris.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.text.Kebab;

/**
 * A fix in the form in which it is shown: for programs its data, for people its lines.
 *
 * <p>In JSON each fix has a {@code kind} and the fields of that kind. The outermost fix also has {@code text}, the
 * lines for people.
 *
 * <ul>
 *   <li>{@code sql}: {@code statements}, each with {@code sql}, {@code remark?} and {@code undo?}
 *   <li>{@code command}: {@code verb}, {@code environment}, {@code options} (an object of names and values)
 *   <li>{@code edit}: {@code change}, and either {@code settings}, or {@code limit}, or {@code file} and {@code line}
 *   <li>{@code choice}: {@code alternatives}, each with {@code label} and {@code fix?}
 *   <li>{@code consent}: {@code code} and {@code name?}
 *   <li>{@code advice}: {@code advice}
 *   <li>{@code steps}: {@code steps}, each a fix
 * </ul>
 *
 * @param fix the fix
 * @param lines the same as text
 * @param parts of a choice its ways, each without lines if its label says all; of several steps the steps
 */
public record FixView(Fix fix, List<String> lines, List<FixView> parts) implements JsonText.Shaped {

    public FixView {
        lines = List.copyOf(lines);
        parts = List.copyOf(parts);
    }

    static FixView of(Fix fix, FixText text) {
        Fix meant = text.meant(fix);
        return written(meant, text);
    }

    private static FixView written(Fix fix, FixText text) {
        List<FixView> parts = switch (fix) {
            case Fix.Choice choice ->
                choice.alternatives().stream().map(way -> way(way, text)).toList();
            case Fix.Steps several ->
                several.steps().stream().map(step -> written(step, text)).toList();
            case Fix.Sql sql -> List.of();
            case Fix.Command command -> List.of();
            case Fix.Edit edit -> List.of();
            case Fix.Consent consent -> List.of();
            case Fix.Advice advice -> List.of();
        };
        return new FixView(fix, text.lines(fix), parts);
    }

    private static FixView way(Fix.Alternative way, FixText text) {
        return way.fix()
                .map(fix -> written(fix, text))
                .orElseGet(() -> new FixView(Fix.advice(way.label()), List.of(), List.of()));
    }

    /** The same data without lines. */
    FixView withoutLines() {
        return new FixView(fix, List.of(), List.of());
    }

    @Override
    public Object shape() {
        Map<String, Object> fields = fields(fix);
        fields.put("text", lines);
        return fields;
    }

    private static Map<String, Object> fields(Fix fix) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", Kebab.of(fix.getClass()));
        switch (fix) {
            case Fix.Sql sql ->
                fields.put(
                        "statements",
                        sql.statements().stream().map(FixView::statement).toList());
            case Fix.Command command -> {
                fields.put("verb", command.verb());
                fields.put("environment", command.environment().value());
                fields.put("options", options(command.options()));
            }
            case Fix.Edit edit -> {
                fields.put("change", edit.change());
                place(edit.place(), fields);
            }
            case Fix.Choice choice ->
                fields.put(
                        "alternatives",
                        choice.alternatives().stream().map(FixView::alternative).toList());
            case Fix.Consent consent -> {
                fields.put("code", consent.code().code());
                fields.put("name", consent.subject().map(Object::toString));
            }
            case Fix.Advice advice -> fields.put("advice", advice.text());
            case Fix.Steps several ->
                fields.put(
                        "steps", several.steps().stream().map(FixView::fields).toList());
        }
        return fields;
    }

    private static Map<String, Object> statement(Fix.Statement statement) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sql", statement.sql());
        fields.put("remark", statement.remark());
        if (!statement.undo().isEmpty()) {
            fields.put("undo", statement.undo());
        }
        return fields;
    }

    private static Map<String, Object> options(List<CommandOption> options) {
        Map<String, Object> fields = new LinkedHashMap<>();
        List<String> accepted = new ArrayList<>();
        for (CommandOption option : options) {
            switch (option) {
                case CommandOption.Switch flag -> fields.put(Kebab.of(flag), true);
                case CommandOption.Deployment deployment -> fields.put("deployment-id", deployment.id());
                case CommandOption.ClusterSize cluster -> fields.put("cluster-size", cluster.size());
                case CommandOption.SavePlan save -> {
                    fields.put("verb", save.verb());
                    fields.put("save", save.file());
                }
                case CommandOption.ApprovedPlan approved -> fields.put("plan", approved.file());
                case CommandOption.Accept accept -> accepted.add(CommandText.consent(accept.consent()));
            }
        }
        if (!accepted.isEmpty()) {
            fields.put("accept", accepted);
        }
        return fields;
    }

    private static void place(Place place, Map<String, Object> fields) {
        switch (place) {
            case Place.Line line -> {
                fields.put("file", line.file());
                fields.put("line", line.line());
            }
            case Place.Configuration configuration -> fields.put("settings", configuration.settings());
            case Place.Limit limit -> fields.put("limit", limit);
        }
    }

    private static Map<String, Object> alternative(Fix.Alternative alternative) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label", alternative.label());
        fields.put("fix", alternative.fix().map(FixView::fields));
        return fields;
    }
}
