package dev.verdigris.core.deployment;

import java.util.Arrays;
import java.util.Optional;

import dev.verdigris.core.name.Identifier;

/**
 * The name of the view in a lock schema that says where the deployment stands. Every change of the deployment renames
 * it, in the transaction that makes the change, from one name to another that never was: so whoever has planned on a
 * state view that is no longer there changes nothing.
 *
 * @param phase where the deployment stands
 * @param token what tells this state view from all others
 */
public record StateView(Phase phase, FencingToken token) {

    /** The state view of a name; empty if the name is none. */
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

    /** The state view of what is quarantined. It keeps the token: once claimed, a deployment only ends. */
    public StateView quarantined() {
        return new StateView(Phase.DROPPING, token);
    }
}
