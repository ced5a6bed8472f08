package dev.verdigris.core.sink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.text.JsonText;

/**
 * Writes and reads choices: one JSON array with an object for each sink. Its keys are {@code database}, {@code schema},
 * {@code name}, {@code way} and, for a new topic, {@code topic}.
 */
public final class SinkWaysCodec {

    private static final JsonFactory JSON = new JsonFactory();

    private SinkWaysCodec() {}

    /** The query of the view that keeps them: a constant, which costs the server nothing. */
    public static String query(SinkWays ways) {
        String json = ways.chosen().entrySet().stream()
                .map(entry -> object(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(",", "[", "]"));
        return "SELECT " + Literal.of(json).sql() + " AS sinks";
    }

    private static String object(ObjectName sink, SinkWay way) {
        List<String> members = new ArrayList<>(List.of(
                JsonText.member("database", sink.schema().database().value()),
                JsonText.member("schema", sink.schema().schema().value()),
                JsonText.member("name", sink.name().value()),
                JsonText.member("way", way.word())));
        if (way instanceof SinkWay.Republish republish) {
            members.add(JsonText.member("topic", republish.topic().name()));
        }
        return members.stream().collect(Collectors.joining(",", "{", "}"));
    }

    /** Reads choices that a deployment has kept; none if the text is something else. */
    public static SinkWays decode(String text) {
        SortedMap<ObjectName, SinkWay> chosen = new TreeMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                return SinkWays.NONE;
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> members = JsonText.members(json);
                way(members).ifPresent(way -> chosen.put(sink(members), way));
            }
            return SinkWays.of(chosen).kept();
        } catch (IOException e) {
            return SinkWays.NONE;
        }
    }

    private static ObjectName sink(Map<String, String> members) {
        return ObjectName.of(
                members.getOrDefault("database", ""),
                members.getOrDefault("schema", ""),
                members.getOrDefault("name", ""));
    }

    private static Optional<SinkWay> way(Map<String, String> members) {
        return SinkWay.of(
                members.getOrDefault("way", ""),
                Optional.ofNullable(members.get("topic")).filter(Topic::isValid).map(Topic::new));
    }
}
