package dev.verdigris.core.deployment;

import java.util.List;
import java.util.stream.IntStream;

import dev.verdigris.core.environment.ClusterPair;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.SchemaPair;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;

/**
 * The names that the suffixed side bears once it is quarantined. They hold the token of the deployment's state view,
 * so nothing that anybody makes later is ever called so, and a drop that comes late meets nothing.
 *
 * @param environment the pairs
 * @param token the token of the state view
 */
public record QuarantineNames(Environment environment, FencingToken token) {

    /** Up to this length a claimed name still shows the name that was claimed; in bytes. */
    private static final int READABLE = 63;

    /** The live schemas with their claimed counterparts, in the order of the configuration. */
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

    /** The live clusters with their claimed counterparts, in the order of the configuration. */
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
