package dev.verdigris.core.dbt;

import java.util.List;

/**
 * The manifest that dbt writes: what it knows of a project since it last read it.
 *
 * @param models the relations of the project: models, seeds, snapshots and sources
 * @param exposures the readers that the project declares
 */
public record DbtManifest(List<DbtModel> models, List<DbtExposure> exposures) implements ManifestReading {

    public DbtManifest {
        models = List.copyOf(models);
        exposures = List.copyOf(exposures);
    }
}
