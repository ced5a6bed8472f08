package dev.verdigris.cli.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.verdigris.cli.output.CommandText.Given;
import dev.verdigris.cli.screen.Cells;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.CommandOption.Switch;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A recommended command reaches the server of its report, even with the oddest names in it. */
final class CommandTextTest {

    private static final Identifier PROD = Identifier.of("prod");
    private static final CommandText GIVEN = new CommandText(
            List.of(new Given("--url", "postgres://me@staging/db"), new Given("--schema", "it's")),
            List.of(new Given("--project", "my models")),
            List.of());

    @Test
    void onlyVerbsThatPromoteRepeatTheWaysOfSinks() {
        CommandText given = new CommandText(
                List.of(), List.of(), List.of(new Given("--sink", "materialize.public.\"It's\"=republish:t-2")));
        assertThat(given.line(Fix.command(Verb.PROMOTE, PROD)))
                .isEqualTo("verdigris promote -e prod --sink 'materialize.public.\"It'\\''s\"=republish:t-2'");
        assertThat(given.line(Fix.command(Verb.ROLLBACK, PROD))).isEqualTo("verdigris rollback -e prod");
    }

    @Test
    void theCommandThatCountsKeysNamesTheVerbThatItPlans() {
        assertThat(CommandText.PLAIN.line(Fix.command(Verb.PLAN, PROD, CommandOption.Switch.COUNT_KEYS)))
                .isEqualTo("verdigris plan -e prod --count-keys promote");
    }

    @Test
    void optionsOfTheServerComeFirst() {
        assertThat(GIVEN.line(Fix.command(Verb.ROLLBACK, PROD, new CommandOption.Deployment("x"))))
                .isEqualTo("verdigris rollback -e prod --url postgres://me@staging/db --schema 'it'\\''s'"
                        + " --deployment-id x");
    }

    @Test
    void onlyVerbsThatKnowFilesRepeatTheProject() {
        assertThat(GIVEN.line(Fix.command(Verb.BUILD, PROD)))
                .isEqualTo("verdigris build -e prod --project 'my models' --url postgres://me@staging/db"
                        + " --schema 'it'\\''s'");
        assertThat(GIVEN.line(Fix.command(Verb.PROMOTE, PROD))).contains("--project");
        assertThat(GIVEN.line(Fix.command(Verb.CLEANUP, PROD))).doesNotContain("--project");
    }

    @Test
    void onlyVerbsThatNeedFilesNameAnUnknownProject() {
        CommandText unknown = GIVEN.withUnknownProject();
        assertThat(unknown.line(Fix.command(Verb.BUILD, PROD))).contains("--project DIR");
        assertThat(unknown.line(Fix.command(Verb.PROMOTE, PROD))).doesNotContain("--project");
    }

    @Test
    void theIdOfACommandReplacesTheGivenOne() {
        CommandText given = new CommandText(List.of(new Given("--deployment-id", "mine")), List.of(), List.of());
        assertThat(given.line(Fix.command(Verb.ABORT, PROD))).isEqualTo("verdigris abort -e prod --deployment-id mine");
        assertThat(given.line(Fix.command(Verb.BUILD, PROD, new CommandOption.Deployment("theirs"))))
                .isEqualTo("verdigris build -e prod --deployment-id theirs");
    }

    @ParameterizedTest
    @EnumSource
    void everySwitchHasItsOption(Switch option) {
        assertThat(CommandText.PLAIN.line(Fix.command(Verb.INIT, PROD, option)))
                .matches("verdigris init -e prod --[a-z-]+(?: promote)?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prod",
                "my env",
                "it's",
                "a\"b",
                "$(reboot)",
                "`reboot`",
                "a;b|c&d",
                "back\\slash",
                "two\nlines\tand 'quotes' \\ both",
                "ümlaut 😀",
                "!history",
                "*",
                "~",
                "\u202etxt.exe\u2066 'it\\s' \u200b👩‍🚀",
                "\udb40\udc01tag"
            })
    void theShellReadsEveryNameUnchanged(String name) throws IOException, InterruptedException {
        String line = CommandText.PLAIN.line(Fix.command(Verb.STATUS, Identifier.of(name)));
        assertThat(line.lines()).hasSize(1);
        assertThat(Cells.pasteable(line)).isEqualTo(line);
        String script = line.replaceFirst("verdigris status -e ", "printf %s ");
        Process shell = new ProcessBuilder("bash", "-c", script).start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(name);
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void anUnknownProjectIsNamedAndExplained() {
        FixText fixes = new FixText(new CommandText(List.of(), List.of(), List.of()).withUnknownProject(), "verdigris");
        assertThat(fixes.lines(Fix.command(Verb.BUILD, PROD)))
                .containsExactly(
                        "-- DIR is the directory that contains models/", "verdigris build -e prod --project DIR");
        assertThat(fixes.lines(Fix.command(Verb.PROMOTE, PROD))).containsExactly("verdigris promote -e prod");
    }

    @Test
    void aCommandRunsAgainWithItsArguments() {
        assertThat(CommandText.again(List.of("deploy", "-p", "my models")))
                .isEqualTo("verdigris deploy -p 'my models'");
    }

    private static String line(CommandText.Builder builder, Verb verb) {
        CommandText text = new CommandText(List.of(), List.of(), List.of(), builder).withUnknownProject();
        return text.line(text.meant(Fix.command(verb, PROD)));
    }

    @Test
    void aProjectOfAnotherBuilderIsNotBuiltFromFiles() {
        assertThat(line(CommandText.Builder.FILES, Verb.BUILD)).isEqualTo("verdigris build -e prod --project DIR");
        assertThat(line(CommandText.Builder.DBT, Verb.BUILD)).isEqualTo("verdigris exec -e prod -- dbt run");
        assertThat(line(CommandText.Builder.DBT, Verb.DEPLOY)).isEqualTo("verdigris deploy -e prod --exec 'dbt run'");
        assertThat(line(CommandText.Builder.CONFIGURED, Verb.BUILD)).isEqualTo("verdigris exec -e prod");
        assertThat(line(CommandText.Builder.CONFIGURED, Verb.DEPLOY)).isEqualTo("verdigris deploy -e prod");
        assertThat(line(CommandText.Builder.OPTION, Verb.DEPLOY)).isEqualTo("verdigris deploy -e prod --exec COMMAND");
    }

    @Test
    void theWordsOfABuilderAreNotRepeated() {
        assertThat(CommandText.again(List.of("exec", "-q", "--", "dbt", "run", "tok=SECRET")))
                .isEqualTo("verdigris exec -q -- COMMAND");
        assertThat(CommandText.again(List.of("deploy", "--exec", "psql -v tok=SECRET", "-q")))
                .isEqualTo("verdigris deploy --exec COMMAND -q");
        assertThat(CommandText.again(List.of("deploy", "--exec=psql -v tok=SECRET")))
                .isEqualTo("verdigris deploy --exec=COMMAND");
    }

    @Test
    void aNameWithALeadingHyphenIsNoOption() {
        assertThat(CommandText.PLAIN.line(Fix.command(Verb.STATUS, Identifier.of("--yes"))))
                .isEqualTo("verdigris status -e=--yes");
    }
}
