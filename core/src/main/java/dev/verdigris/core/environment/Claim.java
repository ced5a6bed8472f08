package dev.verdigris.core.environment;

import java.util.List;
import java.util.stream.IntStream;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;

/**
 * The names that the suffixed side bears once it is claimed for dropping. They hold the nonce of the deployment's seal,
 * so nothing that anybody makes later is ever called so, and a drop that comes late meets nothing.
 *
 * @param environment the pairs
 * @param nonce the nonce of the seal
 */
public record Claim(Environment environment, Nonce nonce) {

    /** Up to this length a claimed name still shows the name that was claimed; in bytes. */
    private static final int READABLE = 63;

    /** The live schemas with their claimed twins, in the order of the configuration. */
    public List<SchemaPair> schemaPairs() {
        List<SchemaPair> pairs = environment.schemaPairs();
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> new SchemaPair(
                        pairs.get(i).live(),
                        new SchemaName(
                                pairs.get(i).suffixed().database(),
                                claimed(pairs.get(i).suffixed().schema(), i))))
                .toList();
    }

    /** The live clusters with their claimed twins, in the order of the configuration. */
    public List<ClusterPair> clusterPairs() {
        List<ClusterPair> pairs = environment.clusterPairs();
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> new ClusterPair(
                        pairs.get(i).live(), claimed(pairs.get(i).suffixed(), i)))
                .toList();
    }

    private Identifier claimed(Identifier suffixed, int place) {
        Identifier readable = suffixed.withSuffix("_dropping_" + nonce);
        return readable.byteLength() <= READABLE
                ? readable
                : Identifier.of("verdigris_dropping_" + nonce + "_" + place);
    }
}
