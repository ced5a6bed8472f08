package dev.verdigris.sandbox.catalog.sink;

import dev.verdigris.sandbox.catalog.context.DdlOutcome;
import org.jspecify.annotations.Nullable;

/**
 * An ALTER SINK … SET FROM that has passed all checks and waits until the sink has caught up.
 *
 * @param sinkId the sink's id; null if it is missing and IF EXISTS was written
 * @param fromId the id of the relation to export from now on
 * @param fromIdBefore the id of the relation exported when this was planned
 * @param version how often the sink had been altered when this was planned
 * @param outcome what is answered in the end
 */
public record SinkCutover(
        @Nullable String sinkId, String fromId, String fromIdBefore, long version, DdlOutcome outcome) {}
