package dev.verdigris.core.problem;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.name.Identifier;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class FixTest {

    private static final Identifier PROD = Identifier.of("prod");
    private static final Fix DROP =
            new Fix.Sql(List.of(new Fix.Statement("DROP VIEW a", Optional.empty(), List.of("CREATE VIEW a"))));

    private static void isRefusedAsFirst(Fix fix) {
        assertThatThrownBy(() -> Fix.choice(Fix.either("do it", fix), Fix.either("wait")))
                .hasMessage("the first alternative must move and remove nothing");
        assertThat(Fix.choice(Fix.either("wait"), Fix.either("do it", fix)).firstCommand())
                .isEmpty();
    }

    @Test
    void aChoiceDoesNotBeginWithWhatMovesOrRemoves() {
        for (Verb verb : List.of(Verb.PROMOTE, Verb.ROLLBACK, Verb.CLEANUP, Verb.ABORT, Verb.DEPLOY)) {
            isRefusedAsFirst(Fix.command(verb, PROD));
        }
        isRefusedAsFirst(DROP);
        isRefusedAsFirst(new Fix.Sql(List.of(Fix.Statement.moving("ALTER SCHEMA a SWAP WITH b"))));
        isRefusedAsFirst(Fix.command(Verb.BUILD, PROD).then(Fix.command(Verb.ABORT, PROD)));
    }

    @Test
    void aChoiceMayBeginWithACommandThatOnlyShows() {
        Fix.Command shown = Fix.command(Verb.CLEANUP, PROD, CommandOption.Switch.DRY_RUN);
        Fix choice = Fix.choice(Fix.either("show it", shown), Fix.either("drop it", DROP));
        assertThat(choice.firstCommand()).contains(shown);
    }

    @Test
    void theFirstWayOfAChoiceKeepsACommandThatMovesNothing() {
        Fix.Command build = Fix.command(Verb.BUILD, PROD);
        Fix.Command deploy = Fix.command(Verb.DEPLOY, PROD);
        Fix choice = Fix.choice(Fix.either("one", build), Fix.either("two", build));
        assertThat(choice.with(command -> deploy))
                .isEqualTo(Fix.choice(Fix.either("one", build), Fix.either("two", deploy)));
    }

    @Test
    void theFirstCommandIsTheOneThatMayRunAtOnce() {
        Fix.Command build = Fix.command(Verb.BUILD, PROD);
        assertThat(build.firstCommand()).contains(build);
        assertThat(Fix.choice(Fix.either("build", build), Fix.either("drop it", DROP))
                        .firstCommand())
                .contains(build);
        assertThat(build.then(DROP).firstCommand()).contains(build);
        assertThat(Fix.advice("correct it").then(build).firstCommand()).isEmpty();
    }
}
