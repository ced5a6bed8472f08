/**
 * Faults that tests ask for: statements that are held or delayed, and commits that fail. Materialize has nothing like
 * it.
 *
 * <p>The faults are rows of {@code mz_store.fault}. The functions of the schema {@code mz_sandbox} write them. Open
 * {@link dev.verdigris.sandbox.fault.FaultInjection} first.
 */
@NullMarked
package dev.verdigris.sandbox.fault;

import org.jspecify.annotations.NullMarked;
