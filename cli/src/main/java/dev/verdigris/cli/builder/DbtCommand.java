package dev.verdigris.cli.builder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A command that runs dbt. The macros of its Materialize adapter build the staged side if the variable {@code deploy} is
 * true, and the live side otherwise. So the variable is added to {@code --vars}, and a command in which dbt may run
 * without it is refused.
 */
public final class DbtCommand {

    static final String VARS = "--vars";

    /** The suffix that the macros of the adapter write. */
    private static final String SUFFIX = "_dbt_deploy";

    /** The words that run dbt. */
    private static final Set<String> PROGRAMS = Set.of("dbt", "dbtf", "dbt-core");

    /** Programs that pass the words after the program in them on to it as they are. */
    private static final Set<String> WRAPPERS = Set.of(
            "caffeinate",
            "conda",
            "docker",
            "env",
            "hatch",
            "ionice",
            "mamba",
            "nice",
            "nohup",
            "pdm",
            "pipenv",
            "pipx",
            "podman",
            "poetry",
            "rye",
            "setsid",
            "stdbuf",
            "sudo",
            "time",
            "timeout",
            "uv",
            "uvx");

    private static final Set<String> COMMANDS = Set.of(
            "build",
            "clean",
            "clone",
            "compile",
            "debug",
            "deps",
            "docs",
            "list",
            "ls",
            "parse",
            "retry",
            "run",
            "run-operation",
            "seed",
            "show",
            "snapshot",
            "source",
            "test");

    private DbtCommand() {}

    /**
     * The command with the variable, if it runs dbt; otherwise the command itself.
     *
     * @param target the target that dbt must use; empty if any
     * @throws UnusableCommand if dbt may run in it without the variable, or with another target
     */
    public static List<String> staging(List<String> command, Optional<String> target) {
        OptionalInt begin = begin(command);
        if (begin.isEmpty()) {
            DbtMention.demandVariable(command);
            return command;
        }
        List<String> ofDbt = command.subList(begin.getAsInt(), command.size());
        if (target.isPresent() && !targets(ofDbt).stream().allMatch(target.get()::equals)) {
            throw new UnusableCommand(
                    "the command names another target than this run, which is for " + target.get(),
                    "leave the target out of the command, because dbt gets the one of -e");
        }
        return withVariable(command, begin.getAsInt());
    }

    /** The targets that words of dbt name. */
    private static List<String> targets(List<String> words) {
        List<String> targets = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.startsWith("--target=")) {
                targets.add(word.substring(word.indexOf('=') + 1));
            } else if ((word.equals("--target") || word.equals("-t")) && at + 1 < words.size()) {
                targets.add(words.get(at + 1));
            }
        }
        return targets;
    }

    private static List<String> withVariable(List<String> command, int begin) {
        List<String> words = new ArrayList<>(command);
        OptionalInt last = IntStream.range(begin, words.size())
                .filter(at -> words.get(at).equals(VARS) || words.get(at).startsWith(VARS + "="))
                .reduce((earlier, later) -> later);
        if (last.isEmpty()) {
            words.addAll(List.of(VARS, DbtVariables.ALONE));
            return words;
        }
        int at = last.getAsInt();
        if (!words.get(at).equals(VARS)) {
            words.set(at, VARS + "=" + DbtVariables.staging(words.get(at).substring(VARS.length() + 1)));
        } else if (at + 1 < words.size()) {
            words.set(at + 1, DbtVariables.staging(words.get(at + 1)));
        } else {
            throw new UnusableCommand(VARS + " has no value");
        }
        return words;
    }

    /**
     * Checks that dbt would build into the staged schemas and clusters.
     *
     * @param suffix the suffix of staged names
     * @throws UnusableCommand if the command runs or mentions dbt, whose macros use another suffix
     */
    public static void demandSuffix(List<String> command, String suffix) {
        boolean dbt = begin(command).isPresent() || command.stream().anyMatch(DbtMention::isIn);
        if (dbt && !suffix.equals(SUFFIX)) {
            throw new UnusableCommand(
                    "the macros of dbt build into names with the suffix " + SUFFIX + ", but staged names end with "
                            + suffix,
                    "remove the setting suffix, so that it is " + SUFFIX + ". If your own macros use " + suffix
                            + ", run dbt in a script whose name does not mention it.");
        }
    }

    /** The index of the first word of dbt, if the command runs dbt itself or by a program that passes the words on. */
    private static OptionalInt begin(List<String> command) {
        OptionalInt begin = IntStream.range(0, command.size())
                .filter(at -> runsDbt(command, at))
                .map(at -> at + 1)
                .findFirst();
        if (begin.isEmpty() || begin.getAsInt() == 1) {
            return begin;
        }
        List<String> after = command.subList(begin.getAsInt(), command.size());
        String first = program(command.getFirst());
        boolean passed = WRAPPERS.contains(first) || first.startsWith("python");
        boolean text = command.stream().anyMatch(word -> DbtMention.isText(word) && DbtMention.isIn(word));
        return passed && !text && after.stream().anyMatch(COMMANDS::contains) ? begin : OptionalInt.empty();
    }

    /** Whether the word is dbt, or its module after the option {@code -m} of Python. */
    private static boolean runsDbt(List<String> command, int at) {
        String word = command.get(at);
        boolean module =
                at > 0 && command.get(at - 1).equals("-m") && (PROGRAMS.contains(word) || word.startsWith("dbt."));
        return PROGRAMS.contains(program(word)) || module;
    }

    private static String program(String word) {
        String name = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.exe$", "");
    }
}
