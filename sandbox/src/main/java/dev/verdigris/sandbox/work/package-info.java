/**
 * The sandbox's workers: they hydrate what clusters hold, run load generators, write the sinks' streams, record lag,
 * and obey the faults that tests ask for. What is to be done stands in the database; these classes only decide when.
 *
 * <p>Nothing here speaks to clients or changes the catalog. Open {@link dev.verdigris.sandbox.work.BackgroundWorkers} first.
 */
@NullMarked
package dev.verdigris.sandbox.work;

import org.jspecify.annotations.NullMarked;
