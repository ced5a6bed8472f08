package dev.verdigris.core.dbt;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.verdigris.core.name.ObjectName;

/**
 * Reads the manifest of dbt, entry by entry, so that its size does not matter. The parts that are read have had the same
 * form since dbt 1.0; what another version adds is left out.
 */
public final class ManifestReader {

    private static final String ADAPTER = "materialize";

    private final List<Found> found = new ArrayList<>();
    private final Map<String, Tree> groups = new HashMap<>();
    private final List<Tree> exposures = new ArrayList<>();
    private final Map<String, List<String>> through = new HashMap<>();
    private final Set<String> hooks = new TreeSet<>();
    private final Set<String> files = new HashSet<>();
    private Tree metadata = Tree.NONE;
    private boolean hasNodes;

    private ManifestReader() {}

    /** An entry whose owner may be that of a group, which comes later in the file. */
    private record Found(String id, Tree entry) {}

    /**
     * Reads a manifest.
     *
     * @param json the begin of the file
     * @throws IOException if the file cannot be read
     */
    public static ManifestReading read(JsonParser json) throws IOException {
        ManifestReader reader = new ManifestReader();
        try {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new ManifestReading.Unusable("is no JSON object");
            }
            reader.parts(json);
        } catch (JsonProcessingException malformed) {
            // The message of the parser quotes the text. Beyond its limits it names no place.
            return new ManifestReading.Unusable(Optional.ofNullable(malformed.getLocation())
                    .map(at -> "is not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr())
                    .orElse("is nested too deeply, or has too long a text"));
        }
        return reader.result();
    }

    private void parts(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String part = json.currentName();
            json.nextToken();
            switch (part) {
                case "metadata" -> metadata = Tree.read(json);
                case "nodes" -> {
                    hasNodes = json.currentToken() == JsonToken.START_OBJECT;
                    each(json, this::node);
                }
                case "sources" -> each(json, (id, source) -> found.add(new Found(id, source)));
                case "groups" ->
                    each(json, (id, group) -> group.at("name").text().ifPresent(name -> groups.put(name, group)));
                case "metrics", "semantic_models", "saved_queries" ->
                    each(json, (id, entry) -> through.put(id, reads(entry)));
                case "disabled" -> each(json, (id, entries) -> entries.items().forEach(this::file));
                case "exposures" -> each(json, (id, exposure) -> exposures.add(exposure));
                default -> json.skipChildren();
            }
        }
    }

    private static void each(JsonParser json, BiConsumer<String, Tree> entry) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String id = json.currentName();
            json.nextToken();
            entry.accept(id, Tree.read(json));
        }
    }

    private static List<String> reads(Tree entry) {
        return entry.at("depends_on").at("nodes").texts();
    }

    private void file(Tree node) {
        node.at("original_file_path").text().ifPresent(files::add);
    }

    private void node(String id, Tree node) {
        file(node);
        switch (node.at("resource_type").text().orElse("")) {
            case "model", "seed", "snapshot" -> found.add(new Found(id, node));
            case "operation" ->
                node.at("tags")
                        .texts()
                        .forEach(when -> hooks.add(when
                                + node.at("package_name")
                                        .text()
                                        .map(name -> " of " + name)
                                        .orElse("")));
            default -> {
                // A test is no relation.
            }
        }
    }

    private ManifestReading result() {
        if (!hasNodes) {
            return new ManifestReading.Unusable("is no manifest of dbt, because it has no nodes");
        }
        Optional<String> other = metadata.at("adapter_type").text().filter(type -> !type.equals(ADAPTER));
        if (other.isPresent()) {
            return new ManifestReading.Unusable("is of the adapter " + other.get() + ", not of " + ADAPTER);
        }
        List<DbtNode> all = found.stream()
                .flatMap(each -> model(each).stream().map(model -> new DbtNode(model, each.entry())))
                .toList();
        List<DbtModel> models = all.stream().map(DbtNode::model).toList();
        Map<String, ObjectName> relations = new HashMap<>();
        models.forEach(model -> relations.put(model.id(), model.relation()));
        return new DbtManifest(
                models,
                exposures.stream().map(each -> exposure(each, relations)).toList(),
                all.stream()
                        .filter(node -> !node.model().kind().equals("source"))
                        .toList(),
                metadata.at("project_name").text(),
                List.copyOf(hooks),
                files);
    }

    private Optional<DbtModel> model(Found found) {
        Tree entry = found.entry();
        String name = entry.at("name").text().orElse(found.id());
        Optional<String> own = Stream.of("identifier", "alias", "name")
                .flatMap(key -> entry.at(key).text().stream())
                .findFirst();
        return Facts.relation(entry.at("database").text(), entry.at("schema").text(), own)
                .map(relation -> new DbtModel(
                        found.id(),
                        entry.at("resource_type").text().orElse("source"),
                        name,
                        entry.at("original_file_path").text().orElse(""),
                        relation,
                        owner(entry)));
    }

    /** The owner of the entry itself, or else that of its group. */
    private Optional<String> owner(Tree entry) {
        Tree group = Stream.of(entry.at("group"), entry.at("config").at("group"))
                .flatMap(each -> each.text().stream())
                .map(name -> groups.getOrDefault(name, Tree.NONE))
                .findFirst()
                .orElse(Tree.NONE);
        return Stream.of(
                        entry.at("config").at("meta").at("owner"),
                        entry.at("meta").at("owner"),
                        group.at("owner"))
                .flatMap(owner -> Facts.people(owner).stream())
                .findFirst();
    }

    /** The relations that an exposure reads, also through metrics and the like, which are no relations. */
    private List<ObjectName> relations(Tree exposure, Map<String, ObjectName> relations) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(reads(exposure));
        while (!open.isEmpty()) {
            String id = open.pop();
            if (seen.add(id)) {
                open.addAll(through.getOrDefault(id, List.of()));
            }
        }
        return seen.stream()
                .filter(relations::containsKey)
                .map(relations::get)
                .distinct()
                .sorted()
                .toList();
    }

    private DbtExposure exposure(Tree entry, Map<String, ObjectName> relations) {
        return new DbtExposure(
                entry.at("label").text().or(() -> entry.at("name").text()).orElse("without a name"),
                entry.at("type").text().orElse("exposure"),
                Facts.people(entry.at("owner")),
                entry.at("url").text().flatMap(Facts::address),
                relations(entry, relations));
    }
}
