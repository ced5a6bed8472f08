package dev.verdigris.core.deployment;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.RecordCodec;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Verb;

/**
 * A deployment of another environment.
 *
 * @param lock its lock schema
 * @param stateView the id of its state view, which a rename keeps
 * @param phase the phase that its state view shows
 * @param held the pairs that it holds
 * @param record its record, if it can be read
 */
public record OtherDeployment(
        SchemaName lock, ItemId stateView, Phase phase, HeldPairs held, Optional<DeploymentRecord> record) {

    /** The name of its environment; empty if its lock schema does not show it. */
    public Optional<Identifier> environment() {
        return new LockNames(lock).environment(held);
    }

    /** The verb that ends it. */
    public Verb ends() {
        return phase.isStaged() ? Verb.ABORT : Verb.CLEANUP;
    }

    /** The deployments of a lock schema: one for each state view that holds pairs. */
    static List<OtherDeployment> in(CatalogSnapshot catalog, Schema schema) {
        LockNames names = new LockNames(catalog.nameOf(schema));
        return names.stateViews(catalog).stream()
                .flatMap(view -> HeldPairsCodec.of(view).stream()
                        .map(held -> new OtherDeployment(
                                names.schema(),
                                view.id(),
                                StateView.parse(view.name()).orElseThrow().phase(),
                                held,
                                RecordCodec.decode(catalog.comment(view.id())) instanceof StoredRecord.Known known
                                        ? Optional.of(known.record())
                                        : Optional.empty())))
                .toList();
    }
}
