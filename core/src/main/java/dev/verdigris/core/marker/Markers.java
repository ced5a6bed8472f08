package dev.verdigris.core.marker;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.environment.Environment;

/** Finds an environment's markers. */
public final class Markers {

    private Markers() {}

    /** Where the environment stands, as its markers tell. */
    public static DeploymentState read(CatalogSnapshot catalog, Environment environment) {
        MarkerNames names = MarkerNames.of(environment);
        List<Marker> found = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            catalog.schema(names.in(phase)).ifPresent(schema -> found.add(marker(catalog, phase, schema)));
        }
        return switch (found.size()) {
            case 0 -> new DeploymentState.None();
            case 1 -> new DeploymentState.Marked(found.get(0));
            default -> new DeploymentState.Contradictory(found);
        };
    }

    private static Marker marker(CatalogSnapshot catalog, Phase phase, Schema schema) {
        MarkerRecord record = RecordCodec.decode(catalog.comment(schema.id()));
        return new Marker(phase, schema.id(), catalog.nameOf(schema), schema.owner(), record);
    }
}
