package dev.verdigris.core.history;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.deployment.record.Owner;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.deployment.record.RolledBack;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Of which files a deployment was, if there was a rollback in it. */
class PastDeploymentTest {

    private static final Digest BACK = new Digest("1".repeat(64));
    private static final Digest LAST = new Digest("2".repeat(64));

    private static PastDeployment past(Fate fate, Digest built) {
        Provenance commit = new Provenance(Optional.of("c2"), Optional.empty(), Optional.empty());
        DeploymentRecord record = DeploymentRecord.begun(
                        new Owner(new DeploymentId("d-1"), true, Optional.of("me"), commit), AuditLines.START, BACK)
                .with(new Built(built, true))
                .with(new RolledBack(
                        Optional.of(AuditLines.START),
                        Optional.of("me"),
                        new FencingToken("1".repeat(FencingToken.DIGITS)),
                        Optional.empty(),
                        Optional.of(BACK),
                        Optional.of("c1"),
                        BACK));
        return new PastDeployment(
                SchemaName.of("materialize", "verdigris_prod"), Optional.of(record), List.of(), fate, List.of());
    }

    @Test
    void aVersionThatWasRolledBackHasNotTheFilesOfALaterBuild() {
        PastDeployment past = past(Fate.ROLLED_BACK, LAST);
        assertThat(past.files()).contains(BACK);
        assertThat(past.provenance().flatMap(Provenance::commit)).contains("c1");
    }

    @Test
    void aVersionThatWasRolledBackLastHasTheCommitOfItsFiles() {
        PastDeployment past = past(Fate.ROLLED_BACK, BACK);
        assertThat(past.files()).contains(BACK);
        assertThat(past.provenance().flatMap(Provenance::commit)).contains("c2");
    }

    @Test
    void aVersionThatWentLiveAfterARollbackHasTheFilesOfTheLastBuild() {
        PastDeployment past = past(Fate.CLEANED_UP, LAST);
        assertThat(past.files()).contains(LAST);
        assertThat(past.rolledBackFiles()).contains(BACK);
        assertThat(past.provenance().flatMap(Provenance::commit)).contains("c2");
    }
}
