package dev.verdigris.engine.internal.catalog;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.readiness.Observation;

/**
 * The catalog and what the server reports of its objects, at one moment.
 *
 * @param view the environment as the catalog shows it
 * @param observation the reports
 */
public record CatalogObservation(DeploymentView view, Observation observation) {}
