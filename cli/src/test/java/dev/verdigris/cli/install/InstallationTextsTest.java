package dev.verdigris.cli.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The texts name all that the command line has, and the markup of each text is escaped. */
final class InstallationTextsTest {

    private static final Map<String, String> TEXTS = InstallationTexts.of(InstallationTexts.commands(), "2026-01-31");

    @CommandLine.Command(
            name = "odd",
            header = "Show 'all' of it.",
            description = {".first 100%% of C:\\dir%nsecond", "@|bold third|@"})
    private static final class Odd {

        @CommandLine.Option(
                names = {"-w", "--way"},
                description = "It's [this]: one of ${COMPLETION-CANDIDATES}. More…")
        private Way way = Way.LEFT;

        @CommandLine.Option(names = "--file")
        private Path file = Path.of("");

        @CommandLine.Option(names = "--hidden", hidden = true)
        private boolean hidden;

        @CommandLine.Parameters(paramLabel = "THING", arity = "0..*")
        private List<String> things = List.of();
    }

    private enum Way {
        LEFT,
        RIGHT
    }

    private static Map<String, String> odd() {
        return InstallationTexts.of(
                new CommandLine(new Root())
                        .addSubcommand("group", new CommandLine(new Group()).addSubcommand(new Odd())),
                "2026-01-31");
    }

    @CommandLine.Command(name = "verdigris", header = "The program.", version = "verdigris 1.2.3")
    private static final class Root {}

    @CommandLine.Command(name = "group", header = "A group of commands.")
    private static final class Group {}

    @Test
    void eachCommandHasAPageAndACompletionOfAllItsOptions() {
        List<Command> commands = Command.all(InstallationTexts.commands());
        assertThat(commands).hasSizeGreaterThan(15);
        for (Command command : commands) {
            String page = TEXTS.get("man/man1/" + command.dashed() + ".1");
            assertThat(page).as(command.words()).startsWith(".TH \"").contains(".SH NAME\n", ".SH EXIT STATUS\n");
            for (OptionSpec option : command.options()) {
                assertThat(page).contains(option.longestName().replace("-", "\\-"));
                assertThat(TEXTS.get("completions/zsh/_verdigris")).contains(option.longestName());
                assertThat(TEXTS.get("completions/bash/verdigris")).contains(option.longestName());
                assertThat(TEXTS.get("completions/fish/verdigris.fish"))
                        .contains(" -l " + option.longestName().substring(2));
            }
        }
    }

    @Test
    void aPageEscapesTheMarkupOfRoff() {
        assertThat(odd().get("man/man1/verdigris-group-odd.1"))
                .contains(".TH \"VERDIGRIS\\-GROUP\\-ODD\" 1 \"2026-01-31\" \"verdigris 1.2.3\" \"Verdigris manual\"\n")
                .contains("verdigris\\-group\\-odd \\- show \\(aqall\\(aq of it\n")
                .contains("\\&.first 100% of C:\\edir\n.PP\nsecond\n.PP\nthird\n")
                .contains(".B \\-w, \\-\\-way=<way>\nIt\\(aqs [this]: one of LEFT, RIGHT. More\\[u2026]\n")
                .contains("[THING]...\n")
                .doesNotContain("hidden")
                .matches("\\p{ASCII}*");
    }

    @Test
    void aCompletionKnowsTheValuesOfAnOption() {
        assertThat(odd().get("completions/fish/verdigris.fish"))
                .contains("set -l known 'group' 'group odd'\n")
                .contains("complete -c verdigris -n '__verdigris_writes' -a group -d 'A group of commands.'\n")
                .contains(" -n '__verdigris_writes group' -a odd ")
                .contains(" -s w -l way -x -a 'LEFT RIGHT' -d 'It\\'s [this]: one of LEFT, RIGHT'\n")
                .contains(" -l file -r -F -d ''\n")
                .doesNotContain("hidden");
        assertThat(odd().get("completions/bash/verdigris")).contains("--way").doesNotContain("hidden");
        assertThat(odd().get("completions/zsh/_verdigris"))
                .contains("'(-w --way)--way=[It'\\''s \\[this\\]\\: one of LEFT, RIGHT]:<way>:(LEFT RIGHT)'")
                .contains("'--file=[]:<file>:_files'")
                .contains("odd) _verdigris_group_odd ;;")
                .doesNotContain("hidden");
    }

    @Test
    void theFilesAreWritten(@TempDir Path directory) throws IOException {
        InstallationTexts.main(new String[] {directory.toString(), "2026-01-31"});
        for (Map.Entry<String, String> text : TEXTS.entrySet()) {
            assertThat(directory.resolve(text.getKey())).hasContent(text.getValue());
            assertThat(Files.readString(directory.resolve(text.getKey()))).doesNotContain("\r");
        }
        assertThatThrownBy(() -> InstallationTexts.main(new String[] {directory.toString()}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
