package dev.verdigris.core.marker;

import java.util.Optional;

import dev.verdigris.core.catalog.RoleId;
import dev.verdigris.core.environment.Phase;
import dev.verdigris.core.environment.Seal;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * A marker schema that exists.
 *
 * @param schema its name
 * @param owner the owner of its seal, or of the schema where there is none
 * @param seal its seal; empty if its maker has just begun, or died, before making one or behind dropping it
 * @param record what the seal's comment says
 */
public record Marker(SchemaName schema, RoleId owner, Optional<Seal> seal, MarkerRecord record) {

    /** Where the deployment stands; what has no seal yet has not come far. */
    public Phase phase() {
        return seal.map(Seal::phase).orElse(Phase.STAGED);
    }

    /** The seal's full name, if there is one. */
    public Optional<ObjectName> sealName() {
        return seal.map(each -> new ObjectName(schema, each.name()));
    }

    /** How messages name it: by its seal, or as the schema that it is. */
    @Override
    public String toString() {
        return sealName().map(name -> "view " + name).orElse("schema " + schema);
    }
}
