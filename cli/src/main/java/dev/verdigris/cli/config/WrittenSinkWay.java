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
 * @param inFile whether it is a mapping
 */
record WrittenSinkWay(Value name, Optional<Value> way, Optional<Value> topic, boolean inFile) {

    private static final String FORM = "Write DATABASE.SCHEMA.SINK=repoint, =refuse, or =republish:TOPIC.";

    private static final String FORM_OF_FILE =
            "Write {name: …, way: repoint}, {name: …, way: refuse} or {name: …, way: republish, topic: …}.";

    private static final Topic ANY_TOPIC = new Topic("t");

    /** An equals sign in quotes belongs to the name. */
    private static final Pattern TEXT =
            Pattern.compile("(?<name>(?:\"[^\"]*\"|[^\"=])*)(?:=(?<way>[^:]*)(?::(?<topic>.*))?)?", Pattern.DOTALL);

    /** A sink and its way. */
    record Chosen(ObjectName sink, SinkWay way, Origin origin) {}

    /** Reads a text. */
    static WrittenSinkWay of(Value text) {
        Matcher parts = TEXT.matcher(text.text());
        if (!parts.matches()) {
            return new WrittenSinkWay(text, Optional.empty(), Optional.empty(), false);
        }
        return new WrittenSinkWay(
                text.part(parts.group("name")),
                Optional.ofNullable(parts.group("way")).map(text::part),
                Optional.ofNullable(parts.group("topic")).map(text::part),
                false);
    }

    /** Reads an item of a list in the file; empty only if there is a problem. */
    static Optional<WrittenSinkWay> of(YamlNode item) {
        Map<String, YamlNode> entries = item.checkedEntries(List.of("name", "way", "topic"));
        Optional<Value> name = YamlNode.field(entries, "name");
        if (name.isEmpty()) {
            item.problems().add("a sink has no name", item.origin(), FORM_OF_FILE);
        }
        return name.map(known ->
                new WrittenSinkWay(known, YamlNode.field(entries, "way"), YamlNode.field(entries, "topic"), true));
    }

    /** The choice; empty only if there is a problem. */
    Optional<Chosen> resolve(Map<String, String> variables, ConfigProblems problems) {
        Optional<Value> sink = name.replaced(false, variables, problems);
        Optional<Optional<String>> word = replaced(way, variables, problems);
        Optional<Optional<String>> written = replaced(topic, variables, problems);
        if (sink.isEmpty() || word.isEmpty() || written.isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectName> known = sink(sink.get().text(), problems);
        Optional<SinkWay> chosen = way(sink.get().text(), word.get(), written.get(), problems);
        return known.flatMap(of -> chosen.map(each -> new Chosen(of, each, name.origin())));
    }

    /** The text of a part that may be left out; empty if a variable in it is not set, which is a problem already. */
    private static Optional<Optional<String>> replaced(
            Optional<Value> part, Map<String, String> variables, ConfigProblems problems) {
        return part.isEmpty()
                ? Optional.of(Optional.empty())
                : part.get().replaced(false, variables, problems).map(value -> Optional.of(value.text()));
    }

    @Override
    public String toString() {
        return name.text()
                + way.map(word -> "=" + word.text()).orElse("")
                + topic.map(each -> ":" + each.text()).orElse("");
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

    private Optional<SinkWay> way(
            String sink, Optional<String> word, Optional<String> written, ConfigProblems problems) {
        if (written.filter(text -> !Topic.isValid(text)).isPresent()) {
            problems.add(
                    "this is not a name of a Kafka topic: " + written.get(),
                    name.origin(),
                    "Write up to 249 letters, digits, dots, hyphens and underscores.");
            return Optional.empty();
        }
        Optional<SinkWay> chosen = word.flatMap(text -> SinkWay.of(text, written.map(Topic::new)));
        if (chosen.isEmpty()) {
            problems.add(mistake(sink, word, written), name.origin(), inFile ? FORM_OF_FILE : FORM);
        }
        return chosen;
    }

    /** What is wrong with a way that is none. */
    private static String mistake(String sink, Optional<String> word, Optional<String> written) {
        if (word.filter(text -> !text.isEmpty()).isEmpty()) {
            return "no way was chosen for sink " + sink;
        }
        boolean known = SinkWay.of(word.get(), Optional.of(ANY_TOPIC))
                .or(() -> SinkWay.of(word.get(), Optional.empty()))
                .isPresent();
        if (!known) {
            return "sink " + sink + " has no such way: " + word.get();
        }
        return written.isPresent()
                ? "only republish has a topic, and sink " + sink + " has the way " + word.get()
                : "the way " + word.get() + " of sink " + sink + " needs a topic";
    }
}
