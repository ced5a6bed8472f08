package dev.verdigris.cli.install;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion for fish: one line for each command and each option. */
final class FishCompletion {

    /**
     * A function that says whether a command is being written. It leaves out options with their values, and it stops at
     * the first word that is no command. The functions of fish for that take any word for a command, even a value.
     */
    private static final String FUNCTION = """
            function __verdigris_writes
                set -l known @COMMANDS@
                set -l valued @VALUED@
                set -l words (commandline -opc)
                set -e words[1]
                set -l command
                set -l is_value 0
                for word in $words
                    if test $is_value = 1
                        set is_value 0
                    else if string match -q -- '-*' $word
                        contains -- $word $valued; and set is_value 1
                    else
                        set -l longer (string join ' ' $command $word)
                        contains -- $longer $known; or break
                        set command $longer
                    end
                end
                test "$command" = "$argv"
            end
            """;

    private FishCompletion() {}

    /** The file. */
    static String of(List<Command> commands) {
        StringBuilder file = new StringBuilder(function(commands)).append("complete -c verdigris -f\n");
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

    private static String function(List<Command> commands) {
        return FUNCTION.replace("@COMMANDS@", words(commands.stream().map(FishCompletion::name)))
                .replace(
                        "@VALUED@",
                        words(commands.stream()
                                .flatMap(command -> command.options().stream())
                                .filter(Command::takesValue)
                                .flatMap(option -> Stream.of(option.names()))));
    }

    private static String words(Stream<String> words) {
        return words.filter(word -> !word.isEmpty())
                .distinct()
                .sorted()
                .map(FishCompletion::quoted)
                .collect(Collectors.joining(" "));
    }

    private static String name(Command command) {
        return String.join(" ", command.below());
    }

    /** The condition under which the command is the one that is being written. */
    private static String place(Command command) {
        return ("__verdigris_writes " + name(command)).strip();
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
