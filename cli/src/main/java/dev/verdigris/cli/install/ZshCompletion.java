package dev.verdigris.cli.install;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion for zsh: one function for each command. */
final class ZshCompletion {

    private ZshCompletion() {}

    /** The file. */
    static String of(List<Command> commands) {
        StringBuilder file = new StringBuilder("#compdef verdigris\n");
        commands.forEach(command -> file.append(function(command)));
        return file + "\n_verdigris \"$@\"\n";
    }

    private static String name(Command command) {
        return "_" + command.dashed().replace('-', '_');
    }

    private static String function(Command command) {
        List<Command> inside = command.inside();
        String arguments = Stream.concat(
                        command.options().stream().map(ZshCompletion::option),
                        inside.isEmpty()
                                ? command.spec().positionalParameters().stream()
                                        .filter(argument -> !argument.hidden())
                                        .map(argument ->
                                                quoted("*:" + escaped(argument.paramLabel()) + ":" + values(argument)))
                                : Stream.of("'1: :->verb'", "'*:: :->rest'"))
                .map(argument -> " \\\n    " + argument)
                .collect(Collectors.joining());
        return "\n" + name(command) + "() {\n"
                + (inside.isEmpty()
                        ? "  _arguments" + arguments + "\n"
                        : "  local curcontext=\"$curcontext\" context line state\n  typeset -A opt_args\n  local -a verbs\n  _arguments -C"
                                + arguments + "\n" + verbs(inside))
                + "}\n";
    }

    private static String verbs(List<Command> inside) {
        return "  case $state in\n    verb)\n      verbs=(\n"
                + inside.stream()
                        .map(verb -> "        " + quoted(verb.spec().name() + ":" + verb.headline()) + "\n")
                        .collect(Collectors.joining())
                + "      )\n      _describe verb verbs\n      ;;\n    rest)\n      case $line[1] in\n"
                + inside.stream()
                        .map(verb -> "        " + verb.spec().name() + ") " + name(verb) + " ;;\n")
                        .collect(Collectors.joining())
                + "      esac\n      ;;\n  esac\n";
    }

    private static String option(OptionSpec option) {
        String described = "[" + escaped(Command.brief(option)) + "]";
        boolean value = Command.takesValue(option);
        String rest = described + (value ? ":" + escaped(option.paramLabel()) + ":" + values(option) : "");
        String repeated = option.isMultiValue() ? "*" : "";
        List<String> names = List.of(option.names());
        String others = names.size() == 1 || option.isMultiValue() ? "" : "(" + String.join(" ", names) + ")";
        return names.stream()
                .map(name ->
                        quoted(others + repeated + name + (!value ? "" : name.startsWith("--") ? "=" : "+") + rest))
                .collect(Collectors.joining(" "));
    }

    private static String values(ArgSpec argument) {
        if (Command.isPath(argument)) {
            return "_files";
        }
        List<String> candidates = Command.candidates(argument);
        return candidates.isEmpty() ? " " : "(" + String.join(" ", candidates) + ")";
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\\\[\\]:]", "\\\\$0");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
