package dev.verdigris.cli.output;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.Kebab;

/**
 * The JSON schemas of reports and events, made from the records that {@link JsonText} writes, by the same rules. An
 * object has no other members than these.
 */
public final class JsonSchemas {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema REPORT = schema(JsonText.document(report()));
    private static final Schema EVENT = schema(JsonText.document(event()));

    private final Map<String, Object> definitions = new TreeMap<>();

    private JsonSchemas() {}

    /** What of a report does not fit its schema. */
    public static List<Error> faultsOfReport(JsonNode report) {
        return REPORT.validate(report);
    }

    /** What of an event does not fit its schema. */
    static List<Error> faultsOfEvent(JsonNode event) {
        return EVENT.validate(event);
    }

    /** What of a line of a stream does not fit its schema. */
    public static List<Error> faultsOfEvent(String line) {
        return EVENT.validate(line, InputFormat.JSON);
    }

    /** What of a schema is none of its dialect. */
    static List<Error> faultsOfSchema(Map<String, Object> schema) {
        try {
            return REGISTRY.getSchema(SchemaLocation.of(DIALECT))
                    .validate(new ObjectMapper().readTree(JsonText.document(schema)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Schema schema(String text) {
        return REGISTRY.getSchema(text);
    }

    /** The schema of a report. */
    public static Map<String, Object> report() {
        JsonSchemas schemas = new JsonSchemas();
        Map<String, Object> root = schemas.object(ReportView.class);
        return schemas.document("The report of a command of Verdigris", root);
    }

    /** The schema of a line of a stream of events. */
    public static Map<String, Object> event() {
        JsonSchemas schemas = new JsonSchemas();
        List<Map<String, Object>> kinds = Arrays.stream(EventView.class.getPermittedSubclasses())
                .map(kind -> schemas.reference("Event" + kind.getSimpleName(), () -> schemas.event(kind)))
                .toList();
        return schemas.document("An event of a run of Verdigris", Map.of("oneOf", kinds));
    }

    private Map<String, Object> document(String title, Map<String, Object> root) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", DIALECT);
        document.put("title", title + ", version " + JsonText.VERSION);
        document.putAll(root);
        document.put("$defs", definitions);
        return document;
    }

    private Map<String, Object> event(Class<?> kind) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("time", text(Instant.class));
        members.put("version", version());
        members.put("event", Map.of("const", Kebab.of(kind)));
        members.putAll(members(kind));
        return object(members, required(members, kind));
    }

    private Map<String, Object> object(Class<?> type) {
        Map<String, Object> members = members(type);
        return object(members, required(members, type));
    }

    private Map<String, Object> members(Class<?> type) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Type shown = shown(component);
            Object schema = component.getName().equals("version") ? version() : value(shown);
            members.put(key(component), schema);
        }
        return members;
    }

    /** All members but those whose component is optional. */
    private static List<String> required(Map<String, Object> members, Class<?> type) {
        List<String> optional = Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() == Optional.class)
                .map(JsonSchemas::key)
                .toList();
        return members.keySet().stream()
                .filter(member -> !optional.contains(member))
                .toList();
    }

    private static String key(RecordComponent component) {
        return shown(component) == Duration.class ? component.getName() + "Millis" : component.getName();
    }

    private static Type shown(RecordComponent component) {
        return component.getType() == Optional.class
                ? argument(component.getGenericType(), 0)
                : component.getGenericType();
    }

    private static Type argument(Type type, int at) {
        return ((ParameterizedType) type).getActualTypeArguments()[at];
    }

    private Map<String, Object> value(Type type) {
        if (type instanceof ParameterizedType item && item.getRawType() == Optional.class) {
            return Map.of("anyOf", List.of(value(argument(type, 0)), Map.of("type", "null")));
        }
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Map.class ? open(value(argument(type, 1))) : array(value(argument(type, 0)));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == FixView.class) {
            return reference("Fix", () -> fix(true));
        }
        if (plain.isRecord()) {
            return reference(name(plain), () -> object(plain));
        }
        if (plain == boolean.class) {
            return Map.of("type", "boolean");
        }
        if (List.of(int.class, Integer.class, long.class, Long.class, Duration.class)
                .contains(plain)) {
            return integer();
        }
        if (plain == BigDecimal.class) {
            return Map.of("type", "number");
        }
        if (plain.isEnum()) {
            return words(plain);
        }
        return text(plain);
    }

    /** {@code HistoryDeployment} for {@code HistoryView.Deployment}. */
    private static String name(Class<?> type) {
        return type.getName()
                .substring(type.getPackageName().length() + 1)
                .replace("View", "")
                .replace("$", "");
    }

    private Map<String, Object> reference(String name, Supplier<Map<String, Object>> definition) {
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, definition.get());
        }
        return Map.of("$ref", "#/$defs/" + name);
    }

    private static Map<String, Object> object(Map<String, Object> members, List<String> required) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", members);
        object.put("required", required);
        object.put("additionalProperties", false);
        return object;
    }

    /** An object with any members. */
    private static Map<String, Object> open(Object values) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("additionalProperties", values);
        return object;
    }

    private static Map<String, Object> array(Object items) {
        Map<String, Object> array = new LinkedHashMap<>();
        array.put("type", "array");
        array.put("items", items);
        return array;
    }

    private static Map<String, Object> version() {
        return Map.of("const", JsonText.VERSION);
    }

    private static Map<String, Object> integer() {
        return Map.of("type", "integer");
    }

    private static Map<String, Object> text(Class<?> type) {
        if (type != String.class && type != Instant.class) {
            throw new IllegalStateException("no schema is known for " + type);
        }
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("type", "string");
        if (type == Instant.class) {
            text.put("format", "date-time");
        }
        return text;
    }

    private static Map<String, Object> words(Class<?> constants) {
        return Map.of(
                "enum",
                Arrays.stream(constants.getEnumConstants())
                        .map(constant -> Kebab.of((Enum<?>) constant))
                        .toList());
    }

    /** A fix, as {@link FixView} writes it: the outermost one with its text. */
    private Map<String, Object> fix(boolean outermost) {
        return Map.of(
                "oneOf",
                Arrays.stream(Fix.class.getPermittedSubclasses())
                        .filter(Class::isRecord)
                        .map(kind -> reference(
                                (outermost ? "FixOutermost" : "FixInner") + kind.getSimpleName(),
                                () -> fix(kind, outermost)))
                        .toList());
    }

    private Map<String, Object> fix(Class<?> kind, boolean outermost) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kind", Map.of("const", Kebab.of(kind)));
        Map<String, Object> optional = ofKind(kind, members);
        List<String> required = new ArrayList<>(members.keySet());
        members.putAll(optional);
        if (outermost) {
            members.put("text", array(text(String.class)));
            required.add("text");
        }
        return object(members, required);
    }

    /** Adds the members that a kind of fix always has; returns the others. */
    private Map<String, Object> ofKind(Class<?> kind, Map<String, Object> members) {
        Map<String, Object> line = text(String.class);
        switch (Kebab.of(kind)) {
            case "sql" -> members.put("statements", array(reference("FixStatement", this::statement)));
            case "command" -> {
                members.put("verb", words(Verb.class));
                members.put("environment", line);
                members.put("options", open(option()));
            }
            case "edit" -> {
                members.put("change", line);
                Map<String, Object> places = new LinkedHashMap<>();
                places.put("settings", array(words(Place.Setting.class)));
                places.put("limit", words(Place.Limit.class));
                places.put("file", line);
                places.put("line", integer());
                return places;
            }
            case "choice" -> members.put("alternatives", array(reference("FixAlternative", this::alternative)));
            case "consent" -> {
                members.put("code", line);
                return Map.of("name", line);
            }
            case "advice" -> members.put("advice", line);
            case "steps" -> members.put("steps", array(reference("FixInner", () -> fix(false))));
            default -> throw new IllegalStateException("no schema is known for " + kind);
        }
        return Map.of();
    }

    private Map<String, Object> statement() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("sql", text(String.class));
        members.put("remark", text(String.class));
        members.put("undo", array(text(String.class)));
        return object(members, List.of("sql"));
    }

    private static Map<String, Object> option() {
        return Map.of("anyOf", List.of(Map.of("const", true), text(String.class), array(text(String.class))));
    }

    private Map<String, Object> alternative() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("label", text(String.class));
        members.put("fix", reference("FixInner", () -> fix(false)));
        return object(members, List.of("label"));
    }
}
