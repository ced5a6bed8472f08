package dev.verdigris.cli.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.Topic;

/**
 * The way of a sink as the user wrote it: as one text {@code NAME=WAY} or {@code NAME=republish:TOPIC}, or as a mapping
 * in {@code verdigris.yml}.
 *
 * @param name the full name of the sink
 * @param way the word of the way
 * @param topic the topic, if there is one
 */
record WrittenSinkWay(Value name, Optional<Value> way, Optional<Value> topic) {

    private static final String FORM = "Write DATABASE.SCHEMA.SINK=repoint, =refuse, or =republish:TOPIC.";

    /** An equals sign in quotes belongs to the name. */
    private static final Pattern TEXT =
            Pattern.compile("(?<name>(?:\"[^\"]*\"|[^\"=])*)(?:=(?<way>[^:]*)(?::(?<topic>.*))?)?", Pattern.DOTALL);

    /** A sink and its way. */
    record Chosen(ObjectName sink, SinkWay way, Origin origin) {}

    /** Reads a text. */
    static WrittenSinkWay of(Value text) {
        Matcher parts = TEXT.matcher(text.text());
        if (!parts.matches()) {
            return new WrittenSinkWay(text, Optional.empty(), Optional.empty());
        }
        return new WrittenSinkWay(
                part(text, parts.group("name")),
                Optional.ofNullable(parts.group("way")).map(way -> part(text, way)),
                Optional.ofNullable(parts.group("topic")).map(topic -> part(text, topic)));
    }

    private static Value part(Value whole, String part) {
        return new Value(part, Optional.empty(), whole.origin(), whole.references());
    }

    /** Reads an item of a list in the file; empty only if there is a problem. */
    static Optional<WrittenSinkWay> of(YamlNode item) {
        Map<String, YamlNode> entries = item.checkedEntries(List.of("name", "way", "topic"));
        Optional<Value> name = field(entries, "name");
        if (name.isEmpty()) {
            item.problems().add("a sink has no name", item.origin(), "Write {name: …, way: …, topic: …}.");
        }
        return name.map(known -> new WrittenSinkWay(known, field(entries, "way"), field(entries, "topic")));
    }

    private static Optional<Value> field(Map<String, YamlNode> entries, String word) {
        return Optional.ofNullable(entries.get(word))
                .flatMap(node -> node.checkedValue("a single value", Value.References.DOLLAR));
    }

    /** The choice; empty only if there is a problem. */
    Optional<Chosen> resolve(Map<String, String> variables, ConfigProblems problems) {
        Optional<ObjectName> sink =
                name.replaced(false, variables, problems).flatMap(text -> sink(text.text(), problems));
        Optional<String> word =
                way.flatMap(value -> value.replaced(false, variables, problems)).map(Value::text);
        Optional<String> written = topic.flatMap(value -> value.replaced(false, variables, problems))
                .map(Value::text);
        Optional<SinkWay> chosen = way(word.orElse(""), written, problems);
        return sink.flatMap(known -> chosen.map(each -> new Chosen(known, each, name.origin())));
    }

    private Optional<ObjectName> sink(String text, ConfigProblems problems) {
        Optional<ObjectName> sink = Subject.parse(text)
                .map(Subject::parts)
                .filter(parts -> parts.size() == 3)
                .map(parts -> new ObjectName(new SchemaName(parts.get(0), parts.get(1)), parts.get(2)));
        if (sink.isEmpty()) {
            problems.add(
                    "the name of a sink is not a full name: " + text,
                    name.origin(),
                    "Write it with database and schema, such as materialize.public.orders.");
        }
        return sink;
    }

    private Optional<SinkWay> way(String word, Optional<String> written, ConfigProblems problems) {
        boolean fits = word.equals("republish") == written.isPresent();
        if (fits && written.filter(text -> !Topic.isValid(text)).isPresent()) {
            problems.add(
                    "this is no topic of Kafka: " + written.get(),
                    name.origin(),
                    "Write up to 249 letters, digits, dots, hyphens and underscores.");
            return Optional.empty();
        }
        Optional<SinkWay> way = fits ? way(word, written.map(Topic::new)) : Optional.empty();
        if (way.isEmpty()) {
            problems.add("sink " + name.text() + " has no such way: " + word, name.origin(), FORM);
        }
        return way;
    }

    private static Optional<SinkWay> way(String word, Optional<Topic> topic) {
        return switch (word) {
            case "repoint" -> Optional.of(new SinkWay.Repoint());
            case "refuse" -> Optional.of(new SinkWay.Refuse());
            default -> topic.map(SinkWay.Republish::new);
        };
    }
}
