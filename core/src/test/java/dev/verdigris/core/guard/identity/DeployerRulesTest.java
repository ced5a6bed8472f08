package dev.verdigris.core.guard.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.Owner;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands that a report shows while a deployment is in force. */
class DeployerRulesTest {

    private static final Identifier PROD = Identifier.of("prod");
    private static final Deployer OTHER =
            Deployer.NONE.withDefaultId(new DeploymentId("pipeline-2")).withFiles(files('b'));

    private static Optional<Digest> files(char digit) {
        return Optional.of(new Digest(String.valueOf(digit).repeat(64)));
    }

    private static DeploymentRecord theirs() {
        return DeploymentRecord.begun(
                        new Owner(new DeploymentId("pipeline-1"), true, Optional.of("deployer"), Provenance.NONE),
                        Instant.parse("2026-02-01T10:00:00.123456789Z"),
                        new Digest("0".repeat(64)))
                .forFiles(files('a'));
    }

    @ParameterizedTest
    @EnumSource(names = {"INIT", "BUILD", "DEPLOY"})
    void noCommandBuildsIntoTheDeploymentOfSomebodyElse(Verb verb) {
        Fix.Command command = Fix.command(verb, PROD);
        assertThat(DeployerRules.addressed(command, theirs(), OTHER)).isEqualTo(command);
        assertThat(DeployerRules.next(command, theirs(), OTHER, "me")).isEqualTo(Fix.command(Verb.STATUS, PROD));
    }

    @Test
    void theNextCommandOfTheOwnDeploymentStays() {
        Fix.Command build = Fix.command(Verb.BUILD, PROD);
        Deployer own = Deployer.of(new DeploymentId("pipeline-1")).withFiles(files('b'));
        assertThat(DeployerRules.next(build, theirs(), own, "me")).isEqualTo(build);
    }

    @Test
    void aRunOfNobodyIsToldHowTheDeploymentGoesOn() {
        Fix.Command build = Fix.command(Verb.BUILD, PROD, new CommandOption.Deployment("pipeline-1"));
        assertThat(DeployerRules.next(build, theirs(), Deployer.NONE, "me")).isEqualTo(build);
    }

    @Test
    void aCommandThatDropsNamesTheDeploymentThatItDrops() {
        assertThat(DeployerRules.next(Fix.command(Verb.ABORT, PROD), theirs(), OTHER, "me")
                        .options())
                .isEqualTo(List.of(new CommandOption.Deployment("pipeline-1")));
    }

    @Test
    void timesAreToldToTheSecond() {
        assertThat(theirs().words()).isEqualTo("deployment pipeline-1 of role deployer, begun at 2026-02-01T10:00:00Z");
    }
}
