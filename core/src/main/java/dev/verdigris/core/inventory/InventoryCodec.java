package dev.verdigris.core.inventory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.HeldPairsCodec;
import dev.verdigris.core.deployment.Manifest;
import dev.verdigris.core.deployment.StoredText;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.text.JsonText;

/**
 * Writes and reads inventories as constants of a view of ours, after the pairs of a state view or the entries of a
 * manifest. Each is one JSON array with a row for each part: {@code ["schema", id, name, fact, value, …]}, {@code
 * ["cluster", id, name, …]}, or {@code [kind, id, schema id, name, …]} for an object.
 *
 * <p>The server accepts statements of up to 1,000,000 bytes (Materialize: {@code MAX_STATEMENT_BATCH_SIZE}). An
 * inventory that would not fit is left out. Then only the digest in the record shows that something has changed.
 */
public final class InventoryCodec {

    /** The most bytes of an inventory. It leaves room for the manifest, and for a quote that is written twice. */
    static final int MOST_BYTES = 250_000;

    private static final String SCHEMA = "schema";
    private static final String CLUSTER = "cluster";
    private static final JsonFactory JSON = new JsonFactory();

    private InventoryCodec() {}

    /** The query of a state view: the pairs, and the inventory of the side that they name by their ids. */
    public static String query(HeldPairs held, Inventory inventory) {
        return HeldPairsCodec.query(held) + column(inventory, "live");
    }

    /**
     * The query of a manifest: its entries, the inventory of what was built, and that of the live side if it is given.
     */
    public static String query(Manifest manifest, Inventory built, Optional<Inventory> live) {
        return manifest.query()
                + column(built, "built")
                + live.map(side -> column(side, "live")).orElse("");
    }

    /** An inventory that is too long becomes an empty text, which is none. */
    private static String column(Inventory inventory, String name) {
        String text = encode(inventory);
        return ", " + Literal.of(fits(text) ? text : "").sql() + " AS " + name;
    }

    /** Whether an inventory can be written. Otherwise, there is none for its side. */
    public static boolean fits(Inventory inventory) {
        return fits(encode(inventory));
    }

    private static boolean fits(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    /** The inventory as JSON. */
    static String encode(Inventory inventory) {
        return inventory.parts().stream()
                .map(part -> row(part).map(JsonText::string).collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The rows of the array, for another document that holds an inventory. */
    public static List<List<String>> rows(Inventory inventory) {
        return inventory.parts().stream().map(part -> row(part).toList()).toList();
    }

    /**
     * The inventory of such rows.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static Inventory ofRows(List<List<String>> rows) {
        try {
            return new Inventory(rows.stream().map(InventoryCodec::part).toList());
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a row of an inventory is too short", e);
        }
    }

    private static Stream<String> row(Part part) {
        Stream<String> what = switch (part.what()) {
            case Part.What.OfSchema of -> Stream.of(SCHEMA, of.id().value());
            case Part.What.OfCluster of -> Stream.of(CLUSTER, of.id().value());
            case Part.What.OfItem of ->
                Stream.of(of.kind().catalogName(), of.id().value(), of.schema().value());
        };
        return Stream.of(
                        what,
                        Stream.of(part.name().value()),
                        part.facts().entrySet().stream()
                                .flatMap(each -> Stream.of(each.getKey().text(), each.getValue())))
                .flatMap(texts -> texts);
    }

    /** Reads the inventory of a state view; empty if there is none that this version can read. */
    static Optional<Inventory> live(Item stateView) {
        return at(1, stateView);
    }

    /** Reads the inventory of what was built from a manifest; empty if there is none that this version can read. */
    public static Optional<Inventory> built(Item manifest) {
        return at(1, manifest);
    }

    /** Reads the inventory of the live side before the swap from a manifest; empty if the promotion wrote none. */
    public static Optional<Inventory> replaced(Item manifest) {
        return at(2, manifest);
    }

    private static Optional<Inventory> at(int place, Item view) {
        return StoredText.all(view).stream().skip(place).findFirst().flatMap(InventoryCodec::decode);
    }

    /** Reads an inventory from JSON; empty if the text is none. */
    static Optional<Inventory> decode(String text) {
        List<Part> parts = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.START_ARRAY) {
                List<String> row = new ArrayList<>();
                while (json.nextToken() == JsonToken.VALUE_STRING) {
                    row.add(json.getText());
                }
                parts.add(part(row));
            }
            return Optional.of(new Inventory(parts));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Part part(List<String> row) {
        return switch (row.get(0)) {
            case SCHEMA -> part(new Part.What.OfSchema(new SchemaId(row.get(1))), row.subList(2, row.size()));
            case CLUSTER -> part(new Part.What.OfCluster(new ClusterId(row.get(1))), row.subList(2, row.size()));
            default ->
                part(
                        new Part.What.OfItem(
                                new ItemId(row.get(1)), ItemKind.ofCatalog(row.get(0)), new SchemaId(row.get(2))),
                        row.subList(3, row.size()));
        };
    }

    private static Part part(Part.What what, List<String> rest) {
        SortedMap<Fact, String> facts = new TreeMap<>();
        for (int at = 1; at < rest.size(); at += 2) {
            facts.put(Fact.parse(rest.get(at)), rest.get(at + 1));
        }
        return new Part(what, Identifier.of(rest.get(0)), facts);
    }
}
