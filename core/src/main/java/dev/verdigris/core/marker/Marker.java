package dev.verdigris.core.marker;

import dev.verdigris.core.catalog.RoleId;
import dev.verdigris.core.catalog.SchemaId;
import dev.verdigris.core.name.SchemaName;

/**
 * A marker schema that exists.
 *
 * @param phase what its name says
 * @param id its id, which no rename changes
 * @param name its name
 * @param owner its owner
 * @param record what its comment says
 */
public record Marker(Phase phase, SchemaId id, SchemaName name, RoleId owner, MarkerRecord record) {}
