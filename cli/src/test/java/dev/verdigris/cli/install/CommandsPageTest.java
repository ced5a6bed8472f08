package dev.verdigris.cli.install;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.cli.Golden;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The page of the commands is made of picocli's model, as the help is. It is rewritten with {@code -Dapprove=true}. */
final class CommandsPageTest {

    private static final Path PAGE = Path.of(System.getProperty("project.root")).resolve("docs/reference/commands.md");

    private static final String INTRO = """
            # Commands

            Generated from the command line itself; `verdigris VERB --help` says the same. A value follows its option after
            `=` or a space. The [settings](../configuration.md) that an option sets have other places too: `verdigris.yml` and
            variables.

            A verb that is run again after an interruption continues where it ended.
            """;

    private static final String EXIT_CODES = """

            `exec` ends with the exit code of its builder if that is not 0. The report then has `VG-BUILDER-FAILED`.

            After Ctrl-C and SIGTERM, the statement in flight is cancelled, and the report shows the state.
            """;

    private final List<Command> all = Command.all(InstallationTexts.commands());
    private final Map<String, Long> uses = uses();

    @Test
    void thePageOfCommandsIsUpToDate() {
        Command program = all.getFirst();
        List<Command> verbs = all.stream()
                .filter(command -> command != program)
                .filter(command -> command.inside().isEmpty())
                .toList();
        StringBuilder page = new StringBuilder(INTRO);
        page.append("\n| command | what it does |\n|---|---|\n");
        verbs.forEach(verb -> page.append("| [`%s`](#%s) | %s |\n"
                .formatted(words(verb), anchor(verb), verb.headline().replace("|", "\\|"))));
        page.append("\n## Exit codes\n\n| exit | meaning |\n|---|---|\n");
        exitCodes(page);
        page.append(EXIT_CODES);
        page.append("\n## Common options\n\nMost commands take these. Each command names those that it takes.\n\n");
        common().stream().map(CommandsPageTest::item).forEach(page::append);
        verbs.forEach(verb -> section(page, verb));
        Golden.assertSame(PAGE, page.toString());
    }

    private void exitCodes(StringBuilder page) {
        all.getFirst()
                .spec()
                .usageMessage()
                .exitCodeList()
                .forEach((code, meaning) ->
                        page.append("| %s | %s |\n".formatted(code.strip(), Command.plain(meaning))));
    }

    private void section(StringBuilder page, Command verb) {
        page.append("\n## %s\n\n".formatted(words(verb)));
        List<String> paragraphs = Command.paragraphs(verb.spec().usageMessage().description());
        page.append(verb.headline()).append('\n');
        paragraphs.forEach(paragraph -> page.append('\n').append(paragraph).append('\n'));
        List<ArgSpec> arguments = verb.spec().positionalParameters().stream()
                .filter(argument -> !argument.hidden())
                .map(ArgSpec.class::cast)
                .toList();
        List<String> own = Stream.concat(
                        arguments.stream().map(argument -> item(argument.paramLabel(), argument)),
                        verb.options().stream()
                                .filter(option -> !isCommon(option))
                                .map(CommandsPageTest::item))
                .toList();
        if (!own.isEmpty()) {
            page.append('\n');
            own.forEach(page::append);
        }
        page.append("\nThe [common options](#common-options): ")
                .append(commonOptions(verb))
                .append(".\n");
    }

    /** Which of the common options a command takes, in the shorter of two ways. */
    private String commonOptions(Command verb) {
        Map<Boolean, List<String>> taken = common().stream()
                .map(OptionSpec::longestName)
                .collect(Collectors.partitioningBy(name -> verb.options().stream()
                        .anyMatch(option -> option.longestName().equals(name))));
        List<String> left = taken.get(false);
        if (left.isEmpty()) {
            return "all";
        }
        return left.size() <= taken.get(true).size() ? "all but " + listed(left) : listed(taken.get(true));
    }

    private static String listed(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private List<OptionSpec> common() {
        Map<String, OptionSpec> found = new LinkedHashMap<>();
        all.stream()
                .flatMap(command -> command.options().stream())
                .filter(this::isCommon)
                .forEach(option -> found.putIfAbsent(item(option), option));
        return List.copyOf(found.values());
    }

    private Map<String, Long> uses() {
        Map<String, Long> counted = new HashMap<>();
        all.stream()
                .flatMap(command -> command.options().stream())
                .forEach(option -> counted.merge(item(option), 1L, Long::sum));
        return counted;
    }

    /** At least half of the commands take it, with the same text. */
    private boolean isCommon(OptionSpec option) {
        return uses.get(item(option)) * 2 >= all.size();
    }

    private static String item(OptionSpec option) {
        return item(String.join(", ", option.names()) + value(option), option);
    }

    private static String item(String term, ArgSpec argument) {
        return "- `%s`: %s\n"
                .formatted(term, Command.plain(argument.description()).replace("<", "\\<"));
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        return Command.takesValue(option) ? "=" + option.paramLabel() : "[=" + option.paramLabel() + "]";
    }

    private static String words(Command command) {
        return String.join(" ", command.below());
    }

    private static String anchor(Command command) {
        return words(command).replace(' ', '-').toLowerCase(Locale.ROOT);
    }
}
