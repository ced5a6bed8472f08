package dev.verdigris.cli.install;

import java.util.List;
import java.util.stream.Collectors;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion for fish: one line for each command and each option. */
final class FishCompletion {

    private FishCompletion() {}

    /** The file. */
    static String of(List<Command> commands) {
        StringBuilder file = new StringBuilder("complete -c verdigris -f\n");
        for (Command command : commands) {
            String place = quoted(place(command));
            for (Command inside : command.inside()) {
                line(file, place + " -a " + inside.spec().name() + " -d " + quoted(inside.headline()));
            }
            command.options().forEach(option -> line(file, place + option(option)));
            command.spec().positionalParameters().stream()
                    .filter(argument -> !argument.hidden())
                    .map(FishCompletion::values)
                    .filter(values -> !values.isEmpty())
                    .forEach(values -> line(file, place + values));
        }
        return file.toString();
    }

    private static void line(StringBuilder file, String rest) {
        file.append("complete -c verdigris -n ").append(rest).append('\n');
    }

    /** The condition under which the command is the one that is being written. */
    private static String place(Command command) {
        String seen = command.below().stream()
                .map(word -> "__fish_seen_subcommand_from " + word)
                .collect(Collectors.joining("; and "));
        if (seen.isEmpty()) {
            return "__fish_use_subcommand";
        }
        String names =
                command.inside().stream().map(inside -> inside.spec().name()).collect(Collectors.joining(" "));
        return names.isEmpty() ? seen : seen + "; and not __fish_seen_subcommand_from " + names;
    }

    private static String option(OptionSpec option) {
        StringBuilder text = new StringBuilder();
        for (String name : option.names()) {
            text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (Command.takesValue(option)) {
            text.append(Command.isPath(option) ? " -r" : " -x").append(values(option));
        }
        return text + " -d " + quoted(Command.brief(option));
    }

    private static String values(ArgSpec argument) {
        if (Command.isPath(argument)) {
            return " -F";
        }
        List<String> candidates = Command.candidates(argument);
        return candidates.isEmpty() ? "" : " -a " + quoted(String.join(" ", candidates));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
