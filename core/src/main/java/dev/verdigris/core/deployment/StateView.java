package dev.verdigris.core.deployment;

import java.util.Arrays;
import java.util.Optional;

import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.name.Identifier;

/**
 * The name of the view in a lock schema that shows the phase of the deployment. Every change of the deployment renames
 * the view to a new, unique name, in the same transaction as the change. So a run that planned with an old name changes
 * nothing.
 *
 * @param phase the phase of the deployment
 * @param token the value that makes the name unique
 */
public record StateView(Phase phase, FencingToken token) {

    /** The state view with that name; empty if the name is not one of a state view. */
    public static Optional<StateView> parse(Identifier name) {
        String text = name.value();
        int middle = text.lastIndexOf('_');
        if (middle < 0 || !FencingToken.isValid(text.substring(middle + 1))) {
            return Optional.empty();
        }
        return Arrays.stream(Phase.values())
                .filter(phase -> phase.word().equals(text.substring(0, middle)))
                .findFirst()
                .map(phase -> new StateView(phase, new FencingToken(text.substring(middle + 1))));
    }

    /** The name of the view. */
    public Identifier name() {
        return Identifier.of(phase.word() + "_" + token);
    }

    /** The state view after the quarantine. It keeps the token, because the deployment cannot change any more. */
    public StateView quarantined() {
        return new StateView(Phase.DROPPING, token);
    }
}
