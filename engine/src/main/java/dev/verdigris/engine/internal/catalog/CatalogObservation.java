package dev.verdigris.engine.internal.catalog;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.readiness.Observation;

/**
 * The catalog and what the server reports of its objects, at one moment.
 *
 * @param catalog the catalog
 * @param observation the reports
 */
public record CatalogObservation(CatalogSnapshot catalog, Observation observation) {}
