/**
 * The sandbox's workers: they hydrate the objects of clusters, run load generators, write the sinks' streams, record
 * lag, and carry out faults. SQL functions in the database do the work; these classes decide when.
 *
 * <p>Nothing here speaks to clients or changes the catalog. Open {@link dev.verdigris.sandbox.work.BackgroundWorkers}
 * first.
 */
@NullMarked
package dev.verdigris.sandbox.work;

import org.jspecify.annotations.NullMarked;
