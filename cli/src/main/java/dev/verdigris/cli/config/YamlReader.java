package dev.verdigris.cli.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

/** Reads a YAML file into nodes with lines; the parser's own tree is used, because object binding forgets the lines. */
final class YamlReader {

    private static final int DEEPEST = 30;

    private final Path file;
    private final ConfigProblems problems;

    private YamlReader(Path file, ConfigProblems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Reads {@code file}; whatever is wrong goes to {@code problems}. Empty if the file could not be read at all. */
    static Optional<YamlNode.Mapping> read(Path file, ConfigProblems problems) {
        return new YamlReader(file, problems).read();
    }

    private Optional<YamlNode.Mapping> read() {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(true);
            options.setMaxAliasesForCollections(50);
            options.setNestingDepthLimit(DEEPEST);
            String text = Files.readString(file, StandardCharsets.UTF_8);
            Node node = new Yaml(options).compose(new StringReader(text));
            if (node == null) {
                return Optional.of(new YamlNode.Mapping(Map.of(), new Origin.InFile(file, 1)));
            }
            if (convert(node, 0) instanceof YamlNode.Mapping mapping) {
                return Optional.of(mapping);
            }
            problems.add(
                    "the file is not a mapping of keys to values",
                    at(node.getStartMark()),
                    "See docs/configuration.md");
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            problems.add("the YAML is malformed: " + e.getProblem(), at(mark), "Correct the line.");
        } catch (MalformedInputException e) {
            problems.add("the file is not UTF-8 text", new Origin.InFile(file, 1), "Save it as UTF-8.");
        } catch (YAMLException e) {
            problems.add("the YAML is malformed: " + e.getMessage(), new Origin.InFile(file, 1), "Correct the file.");
        } catch (IOException e) {
            problems.add(
                    "the file cannot be read: " + reason(e), new Origin.InFile(file, 1), "Check its path and rights.");
        }
        return Optional.empty();
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }

    private Origin.InFile at(Mark mark) {
        return new Origin.InFile(file, mark == null ? 1 : mark.getLine() + 1);
    }

    private YamlNode convert(Node node, int depth) {
        if (depth > DEEPEST) {
            throw new YAMLException("nested too deeply, or an anchor contains itself");
        }
        Origin.InFile origin = at(node.getStartMark());
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, origin, depth);
            case SequenceNode sequence ->
                new YamlNode.Sequence(
                        sequence.getValue().stream()
                                .map(item -> convert(item, depth + 1))
                                .toList(),
                        origin);
            case ScalarNode scalar ->
                new YamlNode.Scalar(Tag.NULL.equals(scalar.getTag()) ? "" : scalar.getValue(), origin);
            default -> throw new YAMLException("unexpected " + node.getNodeId() + " at line " + origin.line());
        };
    }

    private YamlNode.Mapping mapping(MappingNode node, Origin.InFile origin, int depth) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Origin.InFile keyOrigin = at(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add("a key is not a single word", keyOrigin, "Write the key as text.");
                continue;
            }
            YamlNode value = convert(tuple.getValueNode(), depth + 1);
            if (Tag.MERGE.equals(key.getTag()) && value instanceof YamlNode.Mapping merged) {
                merged.entries().forEach(entries::putIfAbsent);
                continue;
            }
            YamlNode.Entry before = entries.put(key.getValue(), new YamlNode.Entry(keyOrigin, value));
            // A key that came from a merged anchor may be overridden; one that stands twice in this mapping may not.
            if (before != null && before.keyOrigin().line() >= origin.line()) {
                problems.add(
                        "the key " + key.getValue() + " stands twice, first in line "
                                + before.keyOrigin().line(),
                        keyOrigin,
                        "Remove one of both.");
            }
        }
        return new YamlNode.Mapping(entries, origin);
    }
}
