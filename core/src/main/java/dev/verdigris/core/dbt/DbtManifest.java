package dev.verdigris.core.dbt;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The manifest that dbt writes: what it knows of a project since it last read it.
 *
 * @param models the relations of the project: models, seeds, snapshots and sources
 * @param exposures the readers that the project declares
 * @param nodes the models, seeds and snapshots with all that their build needs
 * @param project the name of the project, if it is known
 * @param hooks what dbt does at the begin and at the end of a run, each with the project or package that says so
 * @param files the files of the project that dbt has read, also those that it leaves out
 */
public record DbtManifest(
        List<DbtModel> models,
        List<DbtExposure> exposures,
        List<DbtNode> nodes,
        Optional<String> project,
        List<String> hooks,
        Set<String> files)
        implements ManifestReading {

    public DbtManifest {
        models = List.copyOf(models);
        exposures = List.copyOf(exposures);
        nodes = List.copyOf(nodes);
        hooks = List.copyOf(hooks);
        files = Set.copyOf(files);
    }
}
