package dev.verdigris.core.marker;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.MarkerNames;
import dev.verdigris.core.environment.Seal;

/** Finds an environment's marker and reads what it says. */
public final class Markers {

    private Markers() {}

    /** Where the environment stands, as its marker tells. */
    public static DeploymentState read(CatalogSnapshot catalog, Environment environment) {
        MarkerNames names = MarkerNames.of(environment);
        Optional<Schema> schema = catalog.schema(names.schema());
        if (schema.isEmpty()) {
            return new DeploymentState.None();
        }
        List<Marker> sealed = names.seals(catalog).stream()
                .map(seal -> sealed(catalog, names, seal))
                .toList();
        return switch (sealed.size()) {
            case 0 ->
                new DeploymentState.Marked(
                        new Marker(names.schema(), schema.get().owner(), Optional.empty(), new MarkerRecord.Missing()));
            case 1 -> new DeploymentState.Marked(sealed.get(0));
            default -> new DeploymentState.Contradictory(sealed);
        };
    }

    private static Marker sealed(CatalogSnapshot catalog, MarkerNames names, Item seal) {
        return new Marker(
                names.schema(), seal.owner(), Seal.parse(seal.name()), RecordCodec.decode(catalog.comment(seal.id())));
    }
}
