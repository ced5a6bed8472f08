package dev.verdigris.core.deployment;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.ClusterId;
import dev.verdigris.core.catalog.id.SchemaId;
import dev.verdigris.core.deployment.HeldPairs.HeldClusters;
import dev.verdigris.core.deployment.HeldPairs.HeldSchemas;
import dev.verdigris.core.environment.ClusterPair;
import dev.verdigris.core.environment.SchemaPair;
import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.name.SchemaName;

/**
 * Writes and reads the pairs in the definition of a state view: one JSON object whose keys {@code schemas} and {@code
 * clusters} have a list of rows. A row of schemas is {@code [database, live, suffixed, live id]}, a row of clusters is
 * {@code [live, suffixed, live id]}; the id is null if there was no live half.
 */
public final class HeldPairsCodec {

    private static final JsonFactory JSON = new JsonFactory();

    private HeldPairsCodec() {}

    /** The query of a state view: the pairs as a constant, which costs the server nothing. */
    public static String query(HeldPairs held) {
        return "SELECT " + Literal.of(encode(held)).sql() + " AS pairs";
    }

    private static String encode(HeldPairs held) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("schemas");
            for (HeldSchemas each : held.schemas()) {
                SchemaPair pair = each.pair();
                row(json, each.liveId(), pair.live().database(), pair.live().schema(), pair.suffixed().schema());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("clusters");
            for (HeldClusters each : held.clusters()) {
                row(json, each.liveId(), each.pair().live(), each.pair().suffixed());
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a writer to memory failed", e);
        }
        return text.toString();
    }

    private static void row(JsonGenerator json, Optional<? extends CatalogId> id, Identifier... names)
            throws IOException {
        json.writeStartArray();
        for (Identifier name : names) {
            json.writeString(name.value());
        }
        if (id.isPresent()) {
            json.writeString(id.get().value());
        } else {
            json.writeNull();
        }
        json.writeEndArray();
    }

    /**
     * Reads the pairs from the stored definition of a state view.
     *
     * @return empty if the definition holds no pairs, because another tool created the view
     */
    static Optional<HeldPairs> of(Item stateView) {
        return stateView.createSql().stream()
                .flatMap(createSql -> Lexer.lex(createSql).stream())
                .filter(token -> token.kind() == TokenKind.STRING)
                .findFirst()
                .map(Token::value)
                .filter(text -> text.startsWith("'"))
                .flatMap(text -> decode(text.substring(1, text.length() - 1).replace("''", "'")));
    }

    private static Optional<HeldPairs> decode(String text) {
        List<HeldSchemas> schemas = new ArrayList<>();
        List<HeldClusters> clusters = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            expect(json, JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                expect(json, JsonToken.START_ARRAY);
                while (json.nextToken() == JsonToken.START_ARRAY) {
                    List<Optional<String>> row = row(json);
                    switch (key) {
                        case "schemas" -> schemas.add(schemas(row));
                        case "clusters" -> clusters.add(clusters(row));
                        default -> throw new IllegalArgumentException("unknown key " + key);
                    }
                }
            }
            return Optional.of(new HeldPairs(schemas, clusters));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw new IllegalArgumentException("not the form of pairs");
        }
    }

    private static List<Optional<String>> row(JsonParser json) throws IOException {
        List<Optional<String>> row = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            row.add(
                    json.currentToken() == JsonToken.VALUE_NULL
                            ? Optional.empty()
                            : Optional.ofNullable(json.getValueAsString()));
        }
        return row;
    }

    private static HeldSchemas schemas(List<Optional<String>> row) {
        require(row, 4);
        SchemaName live = SchemaName.of(row.get(0).get(), row.get(1).get());
        return new HeldSchemas(
                new SchemaPair(live, new SchemaName(live.database(), Identifier.of(row.get(2).get()))),
                row.get(3).map(SchemaId::new));
    }

    private static HeldClusters clusters(List<Optional<String>> row) {
        require(row, 3);
        return new HeldClusters(
                new ClusterPair(
                        Identifier.of(row.get(0).get()), Identifier.of(row.get(1).get())),
                row.get(2).map(ClusterId::new));
    }

    /** Only the last value, the id, may be missing. */
    private static void require(List<Optional<String>> row, int size) {
        if (row.size() != size
                || row.subList(0, size - 1).stream().anyMatch(Optional::isEmpty)) {
            throw new IllegalArgumentException("not a row of pairs");
        }
    }
}
