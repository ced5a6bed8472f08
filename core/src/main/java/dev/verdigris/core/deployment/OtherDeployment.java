package dev.verdigris.core.deployment;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.RecordCodec;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.name.SchemaName;

/**
 * A deployment of another environment.
 *
 * @param lock its lock schema
 * @param stateView the id of its state view, which a rename keeps
 * @param held the pairs that it holds
 * @param record its record, if it can be read
 */
public record OtherDeployment(SchemaName lock, ItemId stateView, HeldPairs held, Optional<DeploymentRecord> record) {

    /** The deployments of a lock schema: one for each state view that holds pairs. */
    static List<OtherDeployment> in(CatalogSnapshot catalog, Schema schema) {
        LockNames names = new LockNames(catalog.nameOf(schema));
        return names.stateViews(catalog).stream()
                .flatMap(view -> HeldPairsCodec.of(view).stream()
                        .map(held -> new OtherDeployment(
                                names.schema(),
                                view.id(),
                                held,
                                RecordCodec.decode(catalog.comment(view.id())) instanceof StoredRecord.Known known
                                        ? Optional.of(known.record())
                                        : Optional.empty())))
                .toList();
    }
}
