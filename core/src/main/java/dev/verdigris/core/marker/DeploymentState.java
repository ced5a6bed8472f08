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
     * Several markers at once, which Verdigris never makes: nothing may be concluded from them.
     *
     * @param markers all of them
     */
    record Contradictory(List<Marker> markers) implements DeploymentState {

        public Contradictory {
            markers = List.copyOf(markers);
        }
    }
}
