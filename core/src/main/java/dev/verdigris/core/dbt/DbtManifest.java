package dev.verdigris.core.dbt;

import java.util.List;
import java.util.Optional;

/**
 * The manifest that dbt writes: what it knows of a project since it last read it.
 *
 * @param models the relations of the project: models, seeds, snapshots and sources
 * @param exposures the readers that the project declares
 * @param nodes the models, seeds and snapshots with all that their build needs
 * @param project the name of the project, if it is known
 */
public record DbtManifest(
        List<DbtModel> models, List<DbtExposure> exposures, List<DbtNode> nodes, Optional<String> project)
        implements ManifestReading {

    public DbtManifest {
        models = List.copyOf(models);
        exposures = List.copyOf(exposures);
        nodes = List.copyOf(nodes);
    }
}
