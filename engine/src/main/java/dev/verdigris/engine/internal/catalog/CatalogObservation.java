package dev.verdigris.engine.internal.catalog;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.readiness.Observation;

/**
 * The catalog and the server's reports about its objects, at one moment.
 *
 * @param view the environment in the catalog
 * @param observation the reports
 */
public record CatalogObservation(DeploymentView view, Observation observation) {}
