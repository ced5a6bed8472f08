package dev.verdigris.core.marker;

import java.util.List;

/** Where an environment stands, as its markers tell. */
public sealed interface DeploymentState {

    /** No marker. There may still be a suffixed side that other tools made. */
    record None() implements DeploymentState {}

    /**
     * One marker.
     *
     * @param marker it
     */
    record Marked(Marker marker) implements DeploymentState {}

    /**
     * A marker with several seals, which two runs leave behind that took over a dead one's marker in the same moment:
     * nothing may be concluded from them.
     *
     * @param markers the marker as each of its seals has it
     */
    record Contradictory(List<Marker> markers) implements DeploymentState {

        public Contradictory {
            markers = List.copyOf(markers);
        }
    }
}
