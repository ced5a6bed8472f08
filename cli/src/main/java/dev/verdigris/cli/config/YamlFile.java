package dev.verdigris.cli.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file as the nodes of its parser, because they know their lines and bound objects do not. What is wrong with the
 * file goes to the problems.
 */
final class YamlFile {

    private static final int DEEPEST = 30;

    private final Path path;
    private final ConfigProblems problems;

    YamlFile(Path path, ConfigProblems problems) {
        this.path = path;
        this.problems = problems;
    }

    /**
     * One key with its value.
     *
     * @param keyOrigin where the key is, for messages about the key itself
     * @param value the value
     */
    record Entry(Origin.InFile keyOrigin, Node value) {}

    Path path() {
        return path;
    }

    /** Reads the file; an empty file is an empty mapping. Empty if the file could not be read. */
    Optional<MappingNode> read() {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(true);
            options.setMaxAliasesForCollections(50);
            options.setNestingDepthLimit(DEEPEST);
            String text = Files.readString(path, StandardCharsets.UTF_8);
            Node node = new Yaml(options).compose(new StringReader(text));
            if (node == null) {
                return Optional.of(new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK));
            }
            if (node instanceof MappingNode mapping) {
                return Optional.of(mapping);
            }
            problems.add("the file is not a mapping of keys to values", origin(node), "See docs/configuration.md");
        } catch (MarkedYAMLException e) {
            problems.add("the YAML is malformed: " + e.getProblem(), at(e.getProblemMark()), "Correct the line.");
        } catch (MalformedInputException e) {
            problems.add("the file is not UTF-8 text", at(null), "Save it as UTF-8.");
        } catch (YAMLException e) {
            problems.add("the YAML is malformed: " + e.getMessage(), at(null), "Correct the file.");
        } catch (IOException e) {
            String reason = e.getClass().getSimpleName().replace("Exception", "");
            problems.add("the file cannot be read: " + reason, at(null), "Check its path and its permissions.");
        }
        return Optional.empty();
    }

    private Origin.InFile at(@Nullable Mark mark) {
        return new Origin.InFile(path, mark == null ? 1 : mark.getLine() + 1);
    }

    /** Where {@code node} begins. */
    Origin.InFile origin(Node node) {
        return at(node.getStartMark());
    }

    /** The entries of {@code mapping} by key, in the order of the file, with those of merged anchors. */
    Map<String, Entry> entries(MappingNode mapping) {
        return entries(mapping, 0);
    }

    private Map<String, Entry> entries(MappingNode mapping, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, Entry> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Origin.InFile keyOrigin = origin(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add("a key is not a single word", keyOrigin, "Write the key as text.");
            } else if (Tag.MERGE.equals(key.getTag()) && tuple.getValueNode() instanceof MappingNode anchor) {
                merge(merged, anchor, depth);
            } else {
                Entry before = entries.put(key.getValue(), new Entry(keyOrigin, tuple.getValueNode()));
                if (before != null) {
                    int first = before.keyOrigin().line();
                    problems.add(
                            "the key " + key.getValue() + " occurs twice, first in line " + first,
                            keyOrigin,
                            "Remove one of them.");
                }
            }
        }
        merged.forEach(entries::putIfAbsent);
        return entries;
    }

    private void merge(Map<String, Entry> merged, MappingNode anchor, int depth) {
        if (depth > DEEPEST) {
            problems.add("an anchor contains itself", origin(anchor), "Correct the anchor.");
        } else {
            entries(anchor, depth + 1).forEach(merged::putIfAbsent);
        }
    }

    /** The value of {@code key}. */
    Optional<Node> get(MappingNode mapping, String key) {
        return Optional.ofNullable(entries(mapping).get(key)).map(Entry::value);
    }

    /** The value of {@code key}, if it is a mapping. */
    Optional<MappingNode> mapping(MappingNode mapping, String key) {
        return get(mapping, key).filter(MappingNode.class::isInstance).map(MappingNode.class::cast);
    }

    /** The value of {@code key}, if it is a single text that is not empty. */
    Optional<String> word(MappingNode mapping, String key) {
        return get(mapping, key).flatMap(YamlFile::text);
    }

    /** The text of {@code node}, if it is a single text that is not empty. */
    static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar && !isEmpty(scalar)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    private static boolean isEmpty(ScalarNode scalar) {
        return Tag.NULL.equals(scalar.getTag()) || scalar.getValue().isEmpty();
    }

    /** What {@code node} is, for messages. */
    static String kind(Node node) {
        return switch (node) {
            case MappingNode ignored -> "a mapping";
            case SequenceNode ignored -> "a list";
            case ScalarNode scalar -> isEmpty(scalar) ? "nothing" : "a single value";
            default -> "a " + node.getNodeId();
        };
    }
}
