package dev.verdigris.cli.output;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.cli.Golden;
import org.junit.jupiter.api.Test;

/** The page of all members of JSON is made of the schema of the events. It is rewritten with {@code -Dapprove=true}. */
final class JsonPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("project.root")).resolve("docs/reference/json-members.md");

    private static final String INTRO = """
            # Members of JSON

            Generated from the [schema of the events](../schema/events.schema.json), which contains that of the
            [report](../schema/report.schema.json). [JSON](../json.md) says what the members mean and what a version promises. A
            member that is not always there is marked with *optional*. A time is ISO 8601 in UTC.
            """;

    /** Every event has these; the page says so once. */
    private static final Set<String> OF_EVERY_EVENT = Set.of("time", "version", "event");

    @Test
    void thePageOfMembersIsUpToDate() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(JsonText.document(JsonSchemas.event()));
        JsonNode forms = schema.path("$defs");
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        forms.properties().forEach(form -> parts.put(form.getKey(), form.getValue()));

        StringBuilder page = new StringBuilder(INTRO);
        page.append(
                "\n## Events\n\nEach line of `--output ndjson` is an event. It has `time`, `version` and `event`, the");
        page.append(" name of its kind. Its other members are:\n");
        for (JsonNode reference : schema.path("oneOf")) {
            JsonNode event = parts.remove(nameOf(reference));
            String kind = event.path("properties").path("event").path("const").asText();
            page.append("\n### %s\n\n".formatted(kind));
            members(page, event, OF_EVERY_EVENT);
        }
        page.append(
                "\n## The report\n\nThe document of `--output json`, and the member `report` of the last event.\n\n");
        members(page, parts.remove("Report"), Set.of());
        page.append("\n## Parts\n");
        parts.forEach((name, part) -> {
            page.append("\n### %s\n\n".formatted(name));
            members(page, part, Set.of());
        });
        Golden.assertSame(PAGE, page.toString());
    }

    private static void members(StringBuilder page, JsonNode form, Set<String> without) {
        if (form.path("properties").isMissingNode()) {
            page.append("Is ").append(type(form)).append(".\n");
            return;
        }
        Set<String> always = new HashSet<>();
        form.path("required").forEach(name -> always.add(name.asText()));
        form.path("properties").properties().forEach(member -> {
            if (!without.contains(member.getKey())) {
                page.append("- `%s`: %s%s\n"
                        .formatted(
                                member.getKey(),
                                type(member.getValue()),
                                always.contains(member.getKey()) ? "" : ", *optional*"));
            }
        });
    }

    private static String type(JsonNode form) {
        if (form.has("$ref")) {
            String name = nameOf(form);
            return "[%s](#%s)".formatted(name, "Report".equals(name) ? "the-report" : name.toLowerCase(Locale.ROOT));
        }
        if (form.has("const")) {
            return "always `" + form.path("const").asText() + "`";
        }
        if (form.has("enum")) {
            return each(form.path("enum")).stream()
                    .map(word -> "`" + word.asText() + "`")
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (form.has(choice)) {
                return each(form.path(choice)).stream().map(JsonPageTest::type).collect(Collectors.joining(" or "));
            }
        }
        return typeOfOne(form);
    }

    private static String typeOfOne(JsonNode form) {
        return switch (form.path("type").asText()) {
            case "array" -> "list of " + type(form.path("items"));
            case "string" -> "date-time".equals(form.path("format").asText()) ? "time" : "text";
            case "integer" -> "whole number";
            case "number" -> "number";
            case "boolean" -> "`true` or `false`";
            case "null" -> "`null`";
            case "object" -> "object with any members of " + type(form.path("additionalProperties"));
            default -> throw new IllegalArgumentException("a form that this page does not know: " + form);
        };
    }

    private static List<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static String nameOf(JsonNode reference) {
        String path = reference.path("$ref").asText();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
