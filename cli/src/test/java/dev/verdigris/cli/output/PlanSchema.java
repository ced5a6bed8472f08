package dev.verdigris.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.approval.PlanFileCodec;
import dev.verdigris.core.text.Kebab;

/** The JSON schema of the file of a plan. An object has no other members than these. */
public final class PlanSchema {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonText.document(document()));

    private PlanSchema() {}

    /** What of a plan does not fit the schema. */
    public static List<Error> faults(JsonNode plan) {
        return SCHEMA.validate(plan);
    }

    /** The schema. */
    public static Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put("title", "A plan of Verdigris to approve, format " + PlanFileCodec.FORMAT);
        document.putAll(new Members()
                .needs("plan_format", Map.of("const", PlanFileCodec.FORMAT))
                .needs("verb", words("promote", "deploy"))
                .needs("environment", text())
                .needs("made", made())
                .has("files_sha256", digest())
                .has("checks_sha256", digest())
                .needs("ready", list(text()))
                .needs(
                        "pairs",
                        list(new Members()
                                .needs("live", text())
                                .needs("staged", text())
                                .object()))
                .needs("consents", list(consent()))
                .needs("sinks", list(sink()))
                .needs("cost", cost())
                .needs("models_from", text())
                .needs("models", list(model()))
                .has("contracts", list(contract()))
                .needs("steps", list(step()))
                .needs("guardrails", list(guardrail()))
                .needs("live", inventory())
                .has("staged", inventory())
                .needs("dependents", inventory())
                .needs("definitions", ordered("type", "object", "additionalProperties", text()))
                .needs("digest", digest())
                .object());
        return document;
    }

    private static Map<String, Object> made() {
        return new Members()
                .needs("at", ordered("type", "string", "format", "date-time"))
                .needs("by", text())
                .needs("server", text())
                .has("server_id", text())
                .has("last_audit_event", integer())
                .has("deployment", text())
                .has("commit", text())
                .has("tag", text())
                .has("run", text())
                .object();
    }

    private static Map<String, Object> consent() {
        return new Members()
                .needs("code", text())
                .has("name", text())
                .needs("reason", text())
                .has("expires", ordered("type", "string", "format", "date"))
                .object();
    }

    private static Map<String, Object> sink() {
        return new Members()
                .needs("database", text())
                .needs("schema", text())
                .needs("name", text())
                .needs("way", text())
                .has("topic", text())
                .object();
    }

    private static Map<String, Object> cost() {
        return new Members()
                .needs("staged_replicas", integer())
                .has("staged_credits_per_hour", number())
                .has("live_hydration_seconds", number())
                .has("estimated_credits_at_least", number())
                .needs("estimate", text())
                .object();
    }

    private static Map<String, Object> model() {
        return new Members()
                .needs("change", words(PlanFile.Model.Change.values()))
                .needs("object", text())
                .has("file", text())
                .has("sha256", digest())
                .has("diff", list(text()))
                .has("readers", list(text()))
                .object();
    }

    private static Map<String, Object> contract() {
        return new Members()
                .needs("object", text())
                .needs("breaking", Map.of("type", "boolean"))
                .needs("changes", list(text()))
                .has("readers", list(text()))
                .object();
    }

    private static Map<String, Object> step() {
        return new Members()
                .needs("verb", text())
                .needs("step", text())
                .needs("summary", text())
                .needs("reason", text())
                .has("changes_what_others_read", Map.of("const", true))
                .needs("sql", list(text()))
                .object();
    }

    private static Map<String, Object> guardrail() {
        return new Members()
                .needs("guardrail", text())
                .needs("result", text())
                .has("facts", list(text()))
                .object();
    }

    private static Map<String, Object> inventory() {
        return list(list(text()));
    }

    private static Map<String, Object> text() {
        return Map.of("type", "string");
    }

    private static Map<String, Object> integer() {
        return ordered("type", "integer", "minimum", 0);
    }

    private static Map<String, Object> number() {
        return ordered("type", "number", "minimum", 0);
    }

    private static Map<String, Object> digest() {
        return ordered("type", "string", "pattern", "^[0-9a-f]{64}$");
    }

    private static Map<String, Object> list(Map<String, Object> item) {
        return ordered("type", "array", "items", item);
    }

    private static Map<String, Object> words(Enum<?>... constants) {
        return words(Arrays.stream(constants).map(Kebab::of).toArray(String[]::new));
    }

    private static Map<String, Object> words(String... words) {
        return Map.of("enum", List.of(words));
    }

    private static Map<String, Object> ordered(String first, Object value, String second, Object other) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(first, value);
        members.put(second, other);
        return members;
    }

    /** The members of an object. */
    private static final class Members {

        private final Map<String, Object> members = new LinkedHashMap<>();
        private final List<String> required = new ArrayList<>();

        private Members needs(String name, Map<String, Object> schema) {
            required.add(name);
            return has(name, schema);
        }

        private Members has(String name, Map<String, Object> schema) {
            members.put(name, schema);
            return this;
        }

        private Map<String, Object> object() {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("type", "object");
            object.put("properties", members);
            object.put("required", required);
            object.put("additionalProperties", false);
            return object;
        }
    }
}
