package dev.verdigris.core.report;

import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.text.Kebab;

/** Where an environment stands at the end of a verb. */
public enum EnvironmentState {
    /** There is no lock schema: no deployment has begun, or the last one was cleaned up. */
    NONE,
    /** The suffixed side is the new version. */
    STAGED,
    /** The suffixed side is the version that was live before a rollback. The next build ends this state. */
    ROLLED_BACK,
    /** The suffixed side is the previous version. */
    PROMOTED,
    /** The suffixed side is being dropped. */
    DROPPING,
    /** There are several state views, so nothing may be concluded from them. */
    CONTRADICTORY,
    /** The catalog could not be read. */
    UNKNOWN;

    private final String word = Kebab.of(this);

    /** The state that a reading of the catalog shows; never {@link #UNKNOWN}. */
    public static EnvironmentState of(DeploymentState state) {
        return switch (state) {
            case DeploymentState.None none -> NONE;
            case DeploymentState.Locked locked ->
                switch (locked.lock().phase()) {
                    case STAGED -> STAGED;
                    case ROLLED_BACK -> ROLLED_BACK;
                    case PROMOTED -> PROMOTED;
                    case DROPPING -> DROPPING;
                };
            case DeploymentState.Contradictory contradictory -> CONTRADICTORY;
        };
    }

    /** The state in one word, as text and JSON show it. */
    public String word() {
        return word;
    }

    /** The word, for messages. */
    @Override
    public String toString() {
        return word;
    }
}
