package dev.verdigris.core.plan;

import java.util.Optional;

import dev.verdigris.core.marker.DeploymentId;

/**
 * By what an init run recognises its own deployment: by the explicit id if one was given, else by role, commit and tag
 * together.
 *
 * @param explicitId the id that the user gave
 * @param commit the commit that is deployed
 * @param tag the CI tag
 */
public record DeploymentKey(Optional<DeploymentId> explicitId, Optional<String> commit, Optional<String> tag) {}
