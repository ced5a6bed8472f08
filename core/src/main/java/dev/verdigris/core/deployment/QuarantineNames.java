package dev.verdigris.core.deployment;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;

/**
 * The names of the suffixed side after its quarantine. They contain the token of the deployment's state view, so no
 * later object ever has such a name. A delayed DROP can therefore not hit an object that was created later.
 *
 * @param environment the pairs
 * @param token the token of the state view
 */
public record QuarantineNames(Environment environment, FencingToken token) {

    /** The longest name, in bytes, that still shows the original name. */
    private static final int READABLE = 63;

    private static final String MARK = "dropping_";

    /** The pairs of the environment, each with its quarantined half in place of the suffixed one, in the same order. */
    public List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        int schemas = environment.schemas().size();
        for (Pair pair : environment.pairs()) {
            Target quarantined = switch (pair.suffixed()) {
                case Target.OfSchema of ->
                    new Target.OfSchema(new SchemaName(
                            of.name().database(), quarantined(of.name().schema(), pairs.size())));
                case Target other -> new Target.OfCluster(quarantined(other.lastPart(), pairs.size() - schemas));
            };
            pairs.add(new Pair(pair.live(), quarantined));
        }
        return List.copyOf(pairs);
    }

    /**
     * The name of one object that will be dropped.
     *
     * @param name its present name
     * @param place its place among those that are renamed together
     */
    public static Identifier ofObject(Identifier name, FencingToken token, int place) {
        return quarantined(name, token, place);
    }

    /** Whether an object has such a name. */
    public static boolean isOfObject(Identifier name, FencingToken token) {
        return name.value().contains(MARK + token);
    }

    private Identifier quarantined(Identifier suffixed, int place) {
        return quarantined(suffixed, token, place);
    }

    private static Identifier quarantined(Identifier suffixed, FencingToken token, int place) {
        Identifier readable = suffixed.withSuffix("_" + MARK + token);
        return readable.byteLength() <= READABLE ? readable : Identifier.of("verdigris_" + MARK + token + "_" + place);
    }
}
