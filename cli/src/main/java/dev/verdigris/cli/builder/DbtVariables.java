package dev.verdigris.cli.builder;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The variables of dbt in the value of {@code --vars}, which is YAML. */
final class DbtVariables {

    /** The variable without others. */
    static final String ALONE = "{deploy: true}";

    private static final String DEPLOY = "deploy";

    private static final String VALUE = "the value of " + DbtCommand.VARS;

    /** What YAML 1.1 reads as true. */
    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    private DbtVariables() {}

    /**
     * The text with the variable. The rest stays as it is written, because dbt reads some values in another way than
     * other readers of YAML.
     *
     * @throws UnusableCommand if it cannot be read, or says something else
     */
    static String staging(String text) {
        Node root = read(text);
        if (root == null) {
            return ALONE;
        }
        if (!(root instanceof MappingNode mapping)) {
            throw new UnusableCommand(VALUE + " is not a dictionary");
        }
        List<Node> given = deploy(mapping);
        if (given.size() > 1) {
            throw new UnusableCommand(VALUE + " has the variable " + DEPLOY + " twice");
        }
        if (given.isEmpty()) {
            return added(text, mapping);
        }
        if (!isTrue(given.getFirst())) {
            throw new UnusableCommand("the variable " + DEPLOY + " in " + DbtCommand.VARS
                    + " is not true, so dbt would build the live side");
        }
        return text;
    }

    private static String added(String text, MappingNode mapping) {
        // Marks count characters, and not the units of a text.
        int begin = text.offsetByCodePoints(0, mapping.getStartMark().getIndex());
        boolean empty = mapping.getValue().isEmpty();
        String added = switch (mapping.getFlowStyle()) {
            case FLOW ->
                text.substring(0, begin + 1) + DEPLOY + ": true" + (empty ? "" : ", ") + text.substring(begin + 1);
            case BLOCK, AUTO ->
                text.substring(0, begin) + DEPLOY + ": true\n"
                        + " ".repeat(mapping.getStartMark().getColumn()) + text.substring(begin);
        };
        boolean well = read(added) instanceof MappingNode whole
                && whole.getValue().size() == mapping.getValue().size() + 1
                && deploy(whole).stream().allMatch(DbtVariables::isTrue);
        if (!well) {
            throw new UnusableCommand(
                    VALUE + " has a form to which the variable " + DEPLOY + " cannot be added",
                    "write it as {NAME: VALUE}");
        }
        return added;
    }

    private static List<Node> deploy(MappingNode mapping) {
        return mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(DEPLOY))
                .map(NodeTuple::getValueNode)
                .toList();
    }

    private static boolean isTrue(Node node) {
        return node instanceof ScalarNode value
                && value.getTag().equals(Tag.BOOL)
                && TRUE.contains(value.getValue().toLowerCase(Locale.ROOT));
    }

    private static @Nullable Node read(String text) {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (YAMLException malformed) {
            throw new UnusableCommand(VALUE + " is not YAML");
        }
    }
}
