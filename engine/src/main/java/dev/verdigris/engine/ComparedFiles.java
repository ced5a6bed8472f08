package dev.verdigris.engine;

import java.util.Optional;

import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.project.ProjectChecks;
import dev.verdigris.engine.internal.project.ProjectModels;
import dev.verdigris.engine.request.Checks;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.ModelSource;

/**
 * The files of a project, which every verb compares as they are at its beginning.
 *
 * @param models the models, if they are known
 * @param checks the checks, if they are known
 */
record ComparedFiles(Optional<ModelSource> models, Optional<Checks> checks) {

    /** The tools of a verb that does not build. The files are read once. */
    Context compared(Context context) {
        Context checked = checked(context);
        return models.map(source -> ProjectModels.compared(source, context.environment()))
                .map(checked::comparing)
                .orElse(checked);
    }

    /** The tools of a verb that reads the models itself. */
    Context checked(Context context) {
        return ProjectChecks.required(checks).map(context::checkedBy).orElse(context);
    }

    /** The tools of a deployment, which reads the models itself if it builds them. */
    Context of(Context context, DeployRequest request) {
        return request.build().isPresent() ? checked(context) : compared(context);
    }
}
