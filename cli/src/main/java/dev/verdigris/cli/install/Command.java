package dev.verdigris.cli.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * One command, with its texts as plain text.
 *
 * @param spec the model of picocli
 */
record Command(CommandSpec spec) {

    private static final List<String> PATHS = List.of("DIR", "FILE");

    /** The command itself and all commands inside it, each before those inside it. */
    static List<Command> all(CommandLine root) {
        List<Command> found = new ArrayList<>();
        found.add(new Command(root.getCommandSpec()));
        root.getSubcommands().values().stream().distinct().forEach(each -> found.addAll(all(each)));
        return found;
    }

    /** Its words, such as {@code verdigris deploy}. */
    String words() {
        return spec.qualifiedName();
    }

    /** Its words below the program, such as {@code deploy}. The program itself has none. */
    List<String> below() {
        List<String> words = List.of(words().split(" "));
        return words.subList(1, words.size());
    }

    /** Its words as one name, such as {@code verdigris-deploy}. */
    String dashed() {
        return words().replace(' ', '-');
    }

    /** What it does, in one sentence. */
    String headline() {
        return plain(spec.usageMessage().header());
    }

    /** The commands right inside it. */
    List<Command> inside() {
        return spec.subcommands().values().stream()
                .distinct()
                .map(each -> new Command(each.getCommandSpec()))
                .toList();
    }

    /** Its options in the order of the help, without hidden ones. */
    List<OptionSpec> options() {
        return spec.options().stream()
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparingInt(OptionSpec::order))
                .toList();
    }

    /** Paragraphs of a text of picocli, without its markup. */
    static List<String> paragraphs(String... lines) {
        return Arrays.stream(lines)
                .flatMap(line ->
                        Stream.of(line.replace("%n", "\n").replace("%%", "%").split("\n")))
                .map(line -> Ansi.OFF.string(line).strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** A text of picocli as one paragraph. */
    static String plain(String... lines) {
        return String.join(" ", paragraphs(lines));
    }

    /** The first sentence of a description, without its period: all that a shell has room for. */
    static String brief(ArgSpec argument) {
        String text = plain(argument.description());
        int end = text.indexOf(". ");
        return (end < 0 ? text : text.substring(0, end)).replaceFirst("[.:]$", "");
    }

    /** The words that its value can be; none if it can be any. */
    static List<String> candidates(ArgSpec argument) {
        Iterable<String> known = argument.completionCandidates();
        return known == null
                ? List.of()
                : StreamSupport.stream(known.spliterator(), false).collect(Collectors.toList());
    }

    /** Whether its value is a file or a directory. A setting of the configuration is text, and only its label says so. */
    static boolean isPath(ArgSpec argument) {
        return Stream.of(argument.auxiliaryTypes()).anyMatch(Path.class::equals)
                || PATHS.contains(argument.paramLabel());
    }

    /** Whether it takes a value that must be given. */
    static boolean takesValue(OptionSpec option) {
        return option.arity().min() > 0;
    }
}
