package dev.verdigris.core.deployment;

import java.util.regex.Pattern;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.model.StoredReferences;
import dev.verdigris.core.name.ObjectName;

/** Writes what is on either side with live names, so that both sides can be compared. */
public final class LiveNames {

    /** The cluster of a materialized view, and the time of its creation, which are not part of its rows. */
    private static final Pattern NO_ROWS = Pattern.compile("IN CLUSTER \\[u\\d+\\]|\\s+AS OF \\d+$");

    private final CatalogSnapshot catalog;
    private final ResolvedPairs pairs;
    private final Environment environment;

    /** The names of an environment. */
    public LiveNames(DeploymentView view) {
        this.catalog = view.catalog();
        this.pairs = view.pairs();
        this.environment = view.environment();
    }

    /** The name of an object; of an object of a suffixed schema, the live one. */
    public ObjectName of(ObjectName name) {
        return environment.liveName(name);
    }

    /** The name of a cluster; of the suffixed half of a pair, the name of the live half. */
    public String cluster(ClusterId id) {
        return pairs.all().stream()
                .filter(pair -> pair.suffixed()
                        .filter(suffixed -> suffixed.id().equals(id))
                        .isPresent())
                .map(pair -> pair.names().live().lastPart().value())
                .findFirst()
                .or(() -> catalog.cluster(id).map(cluster -> cluster.name().value()))
                .orElse(id.value());
    }

    /** A stored statement in which every resolved name is the plain live name. */
    public String in(String createSql) {
        return StoredReferences.on(createSql, environment::liveName);
    }

    /** A stored definition without that by which both sides always differ. Equal ones read the same objects alike. */
    public String definition(String createSql) {
        String text = NO_ROWS.matcher(StoredReferences.withoutIds(createSql)).replaceAll("");
        for (Pair pair : environment.pairs()) {
            text = text.replace(pair.suffixed().sql() + ".", pair.live().sql() + ".");
        }
        return text;
    }
}
