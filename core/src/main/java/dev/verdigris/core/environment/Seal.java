package dev.verdigris.core.environment;

import java.util.Arrays;
import java.util.Optional;

import dev.verdigris.core.name.Identifier;

/**
 * The name of the view in a marker schema that says where the deployment stands. Every change of the deployment renames
 * it, in the transaction that makes the change, from one name to another that never was: so whoever has planned on a
 * seal that is no longer there changes nothing.
 *
 * @param phase where the deployment stands
 * @param nonce what tells this seal from all others
 */
public record Seal(Phase phase, Nonce nonce) {

    /** The seal of a name; empty if the name is none. */
    public static Optional<Seal> parse(Identifier name) {
        String text = name.value();
        int middle = text.indexOf('_');
        if (middle < 0 || !Nonce.isValid(text.substring(middle + 1))) {
            return Optional.empty();
        }
        return Arrays.stream(Phase.values())
                .filter(phase -> phase.word().equals(text.substring(0, middle)))
                .findFirst()
                .map(phase -> new Seal(phase, new Nonce(text.substring(middle + 1))));
    }

    /** The name of the view. */
    public Identifier name() {
        return Identifier.of(phase.word() + "_" + nonce);
    }

    /** The seal of what is claimed for dropping. It keeps the nonce: once claimed, a deployment only ends. */
    public Seal claimed() {
        return new Seal(Phase.DROPPING, nonce);
    }
}
