package dev.verdigris.core.deployment;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.text.JsonText;

/**
 * The sizes that staged clusters have while they hydrate, in place of those of their live counterparts.
 *
 * @param all the size of each cluster that is not named; empty means that of its live counterpart
 * @param named the sizes of single clusters, by their live names
 */
public record StagedSizes(Optional<String> all, SortedMap<Identifier, String> named) {

    /** Each staged cluster has the size of its live counterpart. */
    public static final StagedSizes NONE = new StagedSizes(Optional.empty(), new TreeMap<>());

    private static final JsonFactory JSON = new JsonFactory();

    public StagedSizes {
        named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
    }

    /** The size of one cluster, by its live name. */
    public Optional<String> of(Identifier live) {
        return Optional.ofNullable(named.get(live)).or(() -> all);
    }

    /** Whether no size was chosen. */
    public boolean isEmpty() {
        return all.isEmpty() && named.isEmpty();
    }

    /** The chosen sizes of some clusters, each by its name. */
    public StagedSizes only(List<Identifier> clusters) {
        SortedMap<Identifier, String> some = new TreeMap<>();
        clusters.forEach(cluster -> of(cluster).ifPresent(size -> some.put(cluster, size)));
        return new StagedSizes(Optional.empty(), some);
    }

    /** These sizes, and weaker ones for the other clusters. */
    public StagedSizes over(StagedSizes weaker) {
        SortedMap<Identifier, String> both = new TreeMap<>(all.isPresent() ? Map.of() : weaker.named);
        both.putAll(named);
        return new StagedSizes(all.or(weaker::all), both);
    }

    /** The query of the view that keeps the named sizes: a constant, which costs the server nothing. */
    public String query() {
        String json = named.entrySet().stream()
                .map(entry -> "{" + JsonText.member("cluster", entry.getKey().value()) + ","
                        + JsonText.member("size", entry.getValue()) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return "SELECT " + Literal.of(json).sql() + " AS sizes";
    }

    /** Reads sizes that a deployment has kept; empty if the text is something else, as that of a later version. */
    static Optional<StagedSizes> decode(String text) {
        SortedMap<Identifier, String> named = new TreeMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> members = JsonText.members(json);
                String cluster = members.get("cluster");
                String size = members.get("size");
                if (cluster == null || size == null) {
                    return Optional.empty();
                }
                named.put(Identifier.of(cluster), size);
            }
            return json.currentToken() == JsonToken.END_ARRAY
                    ? Optional.of(new StagedSizes(Optional.empty(), named))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
