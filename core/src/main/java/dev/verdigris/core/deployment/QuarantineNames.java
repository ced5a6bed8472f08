package dev.verdigris.core.deployment;

import java.util.List;
import java.util.stream.IntStream;

import dev.verdigris.core.environment.ClusterPair;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.SchemaPair;
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

    /** The live schemas with their quarantined counterparts, in the order of the configuration. */
    public List<SchemaPair> schemaPairs() {
        List<SchemaPair> pairs = environment.schemaPairs();
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> new SchemaPair(
                        pairs.get(i).live(),
                        new SchemaName(
                                pairs.get(i).suffixed().database(),
                                quarantined(pairs.get(i).suffixed().schema(), i))))
                .toList();
    }

    /** The live clusters with their quarantined counterparts, in the order of the configuration. */
    public List<ClusterPair> clusterPairs() {
        List<ClusterPair> pairs = environment.clusterPairs();
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> new ClusterPair(
                        pairs.get(i).live(), quarantined(pairs.get(i).suffixed(), i)))
                .toList();
    }

    private Identifier quarantined(Identifier suffixed, int place) {
        Identifier readable = suffixed.withSuffix("_dropping_" + token);
        return readable.byteLength() <= READABLE
                ? readable
                : Identifier.of("verdigris_dropping_" + token + "_" + place);
    }
}
