package dev.verdigris.cli.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
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
 * A node of a YAML file with its place, because every problem and every value must name its line.
 *
 * <p>A node without the wanted form reads as an empty one. Methods that take the node's name report that as a problem;
 * the others do not, for files that also hold the keys of other programs.
 *
 * @param node the parser's node
 * @param key the place of its key; of the node itself if it has none
 * @param file the file as messages show it
 * @param problems the problems of the file
 */
record YamlNode(Node node, Origin key, String file, ConfigProblems problems) {

    private static final int DEEPEST = 30;

    /** Reads a file; an empty file is an empty mapping. Empty only if there is a problem. */
    static Optional<YamlNode> read(Path path, ConfigProblems problems) {
        String file = problems.show(path);
        Origin top = Origin.line(file, 1);
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(true);
        options.setMaxAliasesForCollections(50);
        options.setNestingDepthLimit(DEEPEST);
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            Node node = new Yaml(options).compose(new StringReader(text));
            if (node == null) {
                return Optional.of(
                        new YamlNode(new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK), top, file, problems));
            }
            if (node instanceof MappingNode) {
                return Optional.of(new YamlNode(node, top, file, problems));
            }
            problems.add(
                    "the file is not a mapping of keys to values",
                    line(file, node.getStartMark()),
                    "See docs/configuration.md");
        } catch (MarkedYAMLException e) {
            problems.add(
                    "the YAML is malformed: " + e.getProblem(), line(file, e.getProblemMark()), "Correct the line.");
        } catch (MalformedInputException e) {
            problems.add("the file is not UTF-8 text", top, "Save it as UTF-8.");
        } catch (YAMLException e) {
            problems.add("the YAML is malformed: " + e.getMessage(), top, "Correct the file.");
        } catch (IOException e) {
            String reason = e.getClass().getSimpleName().replace("Exception", "");
            problems.add("the file cannot be read: " + reason, top, "Check its path and its permissions.");
        }
        return Optional.empty();
    }

    private static Origin line(String file, @Nullable Mark mark) {
        return Origin.line(file, mark == null ? 1 : mark.getLine() + 1);
    }

    /** Where the node begins. */
    Origin origin() {
        return line(file, node.getStartMark());
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** The values of the mapping by key, in the order of the file, with those of merged anchors. */
    Map<String, YamlNode> entries() {
        return entries(0);
    }

    private Map<String, YamlNode> entries(int depth) {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        Map<String, YamlNode> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : node instanceof MappingNode mapping ? mapping.getValue() : List.<NodeTuple>of()) {
            Origin place = line(file, tuple.getKeyNode().getStartMark());
            YamlNode value = new YamlNode(tuple.getValueNode(), place, file, problems);
            if (!(tuple.getKeyNode() instanceof ScalarNode word)) {
                problems.add("a key is not a single word", place, "Write the key as text.");
            } else if (!Tag.MERGE.equals(word.getTag()) || !value.isMapping()) {
                YamlNode before = entries.put(word.getValue(), value);
                if (before != null) {
                    String what = "the key " + word.getValue() + " occurs twice, first at " + before.key.text();
                    problems.add(what, place, "Remove one of them.");
                }
            } else if (depth > DEEPEST) {
                problems.add("an anchor contains itself", value.origin(), "Correct the anchor.");
            } else {
                value.entries(depth + 1).forEach(merged::putIfAbsent);
            }
        }
        merged.forEach(entries::putIfAbsent);
        return entries;
    }

    /** The same; reports that {@code name} is not {@code wanted}. */
    Map<String, YamlNode> entries(String name, String wanted) {
        if (!isMapping()) {
            mismatch(name, wanted);
        }
        return entries();
    }

    /** The entries that are {@code known}; reports the others, and that {@code name} is not a mapping. */
    Map<String, YamlNode> entries(String name, Collection<String> known) {
        Map<String, YamlNode> entries = entries(name, "a mapping");
        entries.forEach((word, value) -> {
            if (!known.contains(word)) {
                String what = "the key " + word + " is unknown here";
                problems.add(what, value.key, ConfigProblems.suggestion(word, known));
            }
        });
        entries.keySet().retainAll(known);
        return entries;
    }

    /** The value of a key of the mapping. */
    Optional<YamlNode> get(String word) {
        return Optional.ofNullable(entries().get(word));
    }

    /** The value of a key of the mapping, if that is a mapping. */
    Optional<YamlNode> mapping(String word) {
        return get(word).filter(YamlNode::isMapping);
    }

    /** The text of a key of the mapping, if that is a single value that is not empty. */
    Optional<String> text(String word) {
        return get(word).flatMap(YamlNode::text);
    }

    /** The items of the list; reports that {@code name} is not a list. */
    List<YamlNode> items(String name) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(item -> new YamlNode(item, line(file, item.getStartMark()), file, problems))
                    .toList();
        }
        mismatch(name, "a list");
        return List.of();
    }

    /** The text of a single value that is not empty. */
    Optional<String> text() {
        return node instanceof ScalarNode scalar && !isEmpty(scalar)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    private static boolean isEmpty(ScalarNode scalar) {
        return Tag.NULL.equals(scalar.getTag()) || scalar.getValue().isEmpty();
    }

    /** The single value. */
    Optional<Value> value(Value.References references) {
        return text().map(text -> new Value(text, Optional.empty(), origin(), references));
    }

    /** The single value; reports that {@code name} is not {@code wanted}. */
    Optional<Value> value(String name, String wanted, Value.References references) {
        Optional<Value> value = value(references);
        if (value.isEmpty()) {
            mismatch(name, wanted);
        }
        return value;
    }

    private void mismatch(String name, String wanted) {
        String kind =
                switch (node) {
                    case MappingNode ignored -> "a mapping";
                    case SequenceNode ignored -> "a list";
                    case ScalarNode scalar -> isEmpty(scalar) ? "nothing" : "a single value";
                    default -> "a " + node.getNodeId();
                };
        problems.add(name + " must be " + wanted + ", not " + kind, origin(), "Write it as " + wanted + ".");
    }
}
