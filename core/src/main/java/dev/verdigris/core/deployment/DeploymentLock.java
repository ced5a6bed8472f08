package dev.verdigris.core.deployment;

import java.util.Optional;

import dev.verdigris.core.catalog.id.RoleId;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * A lock schema that exists.
 *
 * @param schema its name
 * @param owner the owner of its state view, or of the schema where there is none
 * @param stateView its state view; empty if its maker has just begun, or died, before making one or behind dropping it
 * @param record what the state view's comment says
 */
public record DeploymentLock(SchemaName schema, RoleId owner, Optional<StateView> stateView, StoredRecord record) {

    /** Where the deployment stands; what has no state view yet has not come far. */
    public Phase phase() {
        return stateView.map(StateView::phase).orElse(Phase.STAGED);
    }

    /** The state view's full name, if there is one. */
    public Optional<ObjectName> stateViewName() {
        return stateView.map(each -> new ObjectName(schema, each.name()));
    }

    /** What the state view's comment says of the deployment, if it can be read. */
    public Optional<DeploymentRecord> knownRecord() {
        return record instanceof StoredRecord.Known known ? Optional.of(known.record()) : Optional.empty();
    }

    /** How messages name it: by its state view, or as the schema that it is. */
    @Override
    public String toString() {
        return stateViewName().map(name -> "view " + name).orElse("schema " + schema);
    }
}
