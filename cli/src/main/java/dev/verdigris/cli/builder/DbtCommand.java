package dev.verdigris.cli.builder;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A command that runs dbt. The macros of its Materialize adapter build the staged side if the variable {@code deploy} is
 * true, so this is added to {@code --vars}.
 */
public final class DbtCommand {

    private static final String DBT = "dbt";
    private static final String VARS = "--vars";
    private static final String DEPLOY = "deploy";

    /** Programs that run the program after them. */
    private static final Set<String> RUNNERS = Set.of("uv", "poetry", "pipenv");

    private DbtCommand() {}

    /**
     * The command with the variable, if it runs dbt; otherwise the command itself.
     *
     * @throws UnusableCommand if its variables cannot be read, or say something else
     */
    public static List<String> staging(List<String> command) {
        if (!runsDbt(command)) {
            return command;
        }
        List<String> words = new ArrayList<>(command);
        OptionalInt last = IntStream.range(0, words.size())
                .filter(at -> words.get(at).equals(VARS) || words.get(at).startsWith(VARS + "="))
                .reduce((earlier, later) -> later);
        if (last.isEmpty()) {
            words.addAll(List.of(VARS, "{" + DEPLOY + ": true}"));
            return words;
        }
        int at = last.getAsInt();
        if (!words.get(at).equals(VARS)) {
            words.set(at, VARS + "=" + merged(words.get(at).substring(VARS.length() + 1)));
        } else if (at + 1 < words.size()) {
            words.set(at + 1, merged(words.get(at + 1)));
        } else {
            throw new UnusableCommand(VARS + " has no value");
        }
        return words;
    }

    /** Whether it is {@code dbt …}, {@code python -m dbt…}, or {@code uv run dbt …} and the like. */
    private static boolean runsDbt(List<String> command) {
        String program = program(command.getFirst());
        Optional<String> second = command.stream().skip(1).findFirst();
        Optional<String> third = command.stream().skip(2).findFirst();
        boolean module = program.startsWith("python")
                && second.filter("-m"::equals).isPresent()
                && third.filter(name -> name.equals(DBT) || name.startsWith(DBT + "."))
                        .isPresent();
        boolean run = RUNNERS.contains(program)
                && second.filter("run"::equals).isPresent()
                && third.map(DbtCommand::program).filter(DBT::equals).isPresent();
        return program.equals(DBT) || module || run;
    }

    private static String program(String word) {
        String name = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.exe$", "");
    }

    /** The text stays as it is written, because dbt reads some values in another way than other readers of YAML. */
    private static String merged(String text) {
        Node root = read(text);
        if (root == null) {
            return "{" + DEPLOY + ": true}";
        }
        if (!(root instanceof MappingNode mapping)) {
            throw new UnusableCommand("the value of " + VARS + " is not a dictionary");
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(DEPLOY)) {
                if (!(entry.getValueNode() instanceof ScalarNode value
                        && value.getValue().equals("true"))) {
                    throw new UnusableCommand("the variable " + DEPLOY + " in " + VARS
                            + " is not true, so dbt would build the live side");
                }
                return text;
            }
        }
        int begin = mapping.getStartMark().getIndex();
        boolean empty = mapping.getValue().isEmpty();
        return switch (mapping.getFlowStyle()) {
            case FLOW ->
                text.substring(0, begin + 1) + DEPLOY + ": true" + (empty ? "" : ", ") + text.substring(begin + 1);
            case BLOCK, AUTO ->
                text.substring(0, begin) + DEPLOY + ": true\n"
                        + " ".repeat(mapping.getStartMark().getColumn()) + text.substring(begin);
        };
    }

    private static @Nullable Node read(String text) {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (YAMLException malformed) {
            throw new UnusableCommand("the value of " + VARS + " is not YAML: " + malformed.getMessage());
        }
    }
}
