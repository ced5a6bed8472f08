package dev.verdigris.core.deployment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.deployment.HeldPairs.Held;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.text.JsonText;

/**
 * Writes and reads the pairs in the definition of a state view: one JSON array with a row for each pair. A row is
 * {@code ["schema", database, live, suffixed, id]} or {@code ["cluster", live, suffixed, id]}. The id is that of the
 * half that was live when the view was created; it is empty if there was none.
 */
public final class HeldPairsCodec {

    private static final String SCHEMA = "schema";
    private static final String CLUSTER = "cluster";
    private static final JsonFactory JSON = new JsonFactory();

    private HeldPairsCodec() {}

    /** The query of a state view: the pairs as a constant, which costs the server nothing. */
    public static String query(HeldPairs held) {
        return "SELECT " + Literal.of(encode(held)).sql() + " AS pairs";
    }

    /** The pairs as JSON. */
    public static String encode(HeldPairs held) {
        return held.all().stream()
                .map(each -> parts(each).stream().map(JsonText::string).collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> parts(Held held) {
        String suffixed = held.names().suffixed().lastPart().value();
        String id = held.previous().map(CatalogId::value).orElse("");
        return switch (held.names().live()) {
            case Target.OfSchema live ->
                List.of(
                        SCHEMA,
                        live.name().database().value(),
                        live.name().schema().value(),
                        suffixed,
                        id);
            case Target.OfCluster live -> List.of(CLUSTER, live.name().value(), suffixed, id);
            case Target.OfItem item -> throw new IllegalArgumentException("no pair is of objects: " + item);
        };
    }

    /**
     * Reads the pairs from the stored definition of a state view.
     *
     * @return empty if the definition holds no pairs, because another tool created the view
     */
    public static Optional<HeldPairs> of(Item stateView) {
        return StoredText.of(stateView).flatMap(HeldPairsCodec::decode);
    }

    /** Reads the pairs from JSON; empty if the text does not hold pairs. */
    public static Optional<HeldPairs> decode(String text) {
        List<Held> pairs = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.START_ARRAY) {
                pairs.add(held(row(json)));
            }
            return Optional.of(new HeldPairs(pairs));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> row(JsonParser json) throws IOException {
        List<String> row = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            row.add(json.getText());
        }
        return row;
    }

    private static Held held(List<String> row) {
        if (row.size() == 5 && row.get(0).equals(SCHEMA)) {
            return new Held(
                    new Pair(
                            new Target.OfSchema(SchemaName.of(row.get(1), row.get(2))),
                            new Target.OfSchema(SchemaName.of(row.get(1), row.get(3)))),
                    id(row.get(4), SchemaId::new));
        }
        if (row.size() == 4 && row.get(0).equals(CLUSTER)) {
            return new Held(
                    new Pair(
                            new Target.OfCluster(Identifier.of(row.get(1))),
                            new Target.OfCluster(Identifier.of(row.get(2)))),
                    id(row.get(3), ClusterId::new));
        }
        throw new IllegalArgumentException("not a row of pairs: " + row);
    }

    private static Optional<CatalogId> id(String text, Function<String, CatalogId> type) {
        return Optional.of(text).filter(some -> !some.isEmpty()).map(type);
    }
}
