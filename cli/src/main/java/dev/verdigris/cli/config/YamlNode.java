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
 * A node of a YAML file with its name and its line, for problems and values.
 *
 * <p>A node without the expected form counts as empty. The checking methods report it as a problem. The other methods
 * do not, because files of dbt also contain keys that do not concern Verdigris.
 *
 * @param node the parser's node
 * @param name its name from the top of the file; dots separate the keys
 * @param key the place of its key; of the node itself if it has none
 * @param file the file as messages show it
 * @param problems collects the mistakes
 */
record YamlNode(Node node, String name, Origin key, String file, ConfigProblems problems) {

    private static final int DEEPEST = 30;

    /** Reads a file of ours; an empty file is an empty mapping. Empty only if there is a problem. */
    static Optional<YamlNode> read(Path path, ConfigProblems problems) {
        return read(path, problems, false);
    }

    /** Reads a file of dbt in the same way. The last of the same keys counts, as for dbt. */
    static Optional<YamlNode> readOfDbt(Path path, ConfigProblems problems) {
        return read(path, problems, true);
    }

    private static Optional<YamlNode> read(Path path, ConfigProblems problems, boolean lastWins) {
        String file = problems.show(path);
        Origin top = Origin.line(file, 1);
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            Node node = new Yaml(options()).compose(new StringReader(text));
            Node root = node == null ? new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK) : node;
            List<YamlMerges.Fault> faults = YamlMerges.expand(root, lastWins);
            faults.forEach(fault ->
                    problems.add(fault.what(), line(file, fault.where().getStartMark()), "Correct the anchor."));
            if (root instanceof MappingNode && faults.isEmpty()) {
                return Optional.of(new YamlNode(root, "", top, file, problems));
            } else if (faults.isEmpty()) {
                Origin place = line(file, root.getStartMark());
                problems.add("the file is not a mapping of keys to values", place, "See docs/configuration.md");
            }
        } catch (MarkedYAMLException e) {
            Origin place = line(file, e.getProblemMark());
            problems.add("the YAML is malformed: " + e.getProblem(), place, "Correct the line.");
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

    /** An alias is its anchor again, so aliases need no limit. What they merge has one. */
    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(true);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        options.setNestingDepthLimit(DEEPEST);
        return options;
    }

    private static Origin line(String file, @Nullable Mark mark) {
        return Origin.line(file, mark == null ? 1 : mark.getLine() + 1);
    }

    /** The place at which the node begins. */
    Origin origin() {
        return line(file, node.getStartMark());
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** The values of the mapping by key, in the order of the file; those of merged anchors are last. */
    Map<String, YamlNode> entries() {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node instanceof MappingNode mapping ? mapping.getValue() : List.<NodeTuple>of()) {
            Origin place = line(file, tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode word)) {
                problems.add("a key is not a single word", place, "Write the key as text.");
                continue;
            }
            String path = name.isEmpty() ? word.getValue() : name + "." + word.getValue();
            YamlNode value = new YamlNode(tuple.getValueNode(), path, place, file, problems);
            YamlNode before = entries.put(word.getValue(), value);
            if (before != null) {
                String what = "the key " + word.getValue() + " occurs twice, first at " + before.key.text();
                problems.add(what, place, "Remove one of them.");
            }
        }
        return entries;
    }

    /** The value of a key of the mapping. */
    Optional<YamlNode> get(String word) {
        return Optional.ofNullable(entries().get(word));
    }

    /** The value of a key of the mapping, if that value is a mapping. */
    Optional<YamlNode> mapping(String word) {
        return get(word).filter(YamlNode::isMapping);
    }

    /** The text of a key of the mapping, if it is a single value and not empty. */
    Optional<String> text(String word) {
        return get(word).flatMap(YamlNode::text);
    }

    private Optional<String> text() {
        return node instanceof ScalarNode scalar && !isEmpty(scalar)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    private static boolean isEmpty(ScalarNode scalar) {
        return Tag.NULL.equals(scalar.getTag()) || scalar.getValue().isEmpty();
    }

    /** The node as a single value. */
    Optional<Value> value(Value.References references) {
        return text().map(text -> new Value(text, Optional.empty(), origin(), references));
    }

    /** The node as a single value. Reports any other form as a problem that names {@code wanted}. */
    Optional<Value> checkedValue(String wanted, Value.References references) {
        demand(text().isPresent(), wanted);
        return value(references);
    }

    /** The single value of an entry that may be left out. */
    static Optional<Value> field(Map<String, YamlNode> entries, String word) {
        return Optional.ofNullable(entries.get(word))
                .flatMap(node -> node.checkedValue("a single value", Value.References.DOLLAR));
    }

    /** Whether it is a list. */
    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The items of the list. Reports any other form as a problem. */
    List<YamlNode> checkedItems() {
        demand(node instanceof SequenceNode, "a list");
        return node instanceof SequenceNode list
                ? list.getValue().stream()
                        .map(item -> new YamlNode(item, "an item of " + name, key, file, problems))
                        .toList()
                : List.of();
    }

    /** The entries of the mapping. Reports any other form as a problem. */
    Map<String, YamlNode> checkedEntries() {
        demand(isMapping(), "a mapping");
        return entries();
    }

    /** The entries of the mapping with {@code known} keys. Reports the other keys, and any other form, as problems. */
    Map<String, YamlNode> checkedEntries(Collection<String> known) {
        Map<String, YamlNode> entries = checkedEntries();
        entries.forEach((word, value) -> {
            if (!known.contains(word)) {
                String what = "the key " + word + " is unknown here";
                problems.add(what, value.key, ConfigProblems.suggestion(word, known));
            }
        });
        entries.keySet().retainAll(known);
        return entries;
    }

    private void demand(boolean holds, String wanted) {
        if (!holds) {
            String kind = switch (node) {
                case MappingNode ignored -> "a mapping";
                case SequenceNode ignored -> "a list";
                case ScalarNode scalar -> isEmpty(scalar) ? "nothing" : "a single value";
                default -> "a " + node.getNodeId();
            };
            problems.add(name + " must be " + wanted + ", not " + kind, origin(), "Write it as " + wanted + ".");
        }
    }
}
