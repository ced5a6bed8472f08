package dev.verdigris.core.deployment;

import java.util.Optional;

import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * A lock schema that exists.
 *
 * @param schema its name
 * @param owner the owner of its state view; without one, the owner of the schema
 * @param stateView its state view; empty before an init has created it and after a cleanup has dropped it, also if that
 *     run died there
 * @param record the content of the state view's comment; missing if it is about a version that is gone
 * @param held the pairs of the deployment; empty if no state view has them
 * @param evidence what the ids say about the phase that the state view shows
 */
public record DeploymentLock(
        SchemaName schema,
        RoleId owner,
        Optional<StateView> stateView,
        StoredRecord record,
        Optional<HeldPairs> held,
        PhaseEvidence evidence) {

    /**
     * The phase of the deployment, by the ids of the pairs if they show it. Without a state view it is
     * {@link Phase#STAGED}.
     */
    public Phase phase() {
        return evidence.phase();
    }

    /** The state view's full name, if there is one. */
    public Optional<ObjectName> stateViewName() {
        return stateView.map(each -> new ObjectName(schema, each.name()));
    }

    /** The record in the state view's comment, if it can be read. */
    public Optional<DeploymentRecord> knownRecord() {
        return record instanceof StoredRecord.Known known ? Optional.of(known.record()) : Optional.empty();
    }

    /** Its name in messages: the state view, or the schema if there is none. */
    @Override
    public String toString() {
        return stateViewName().map(name -> "view " + name).orElse("schema " + schema);
    }
}
