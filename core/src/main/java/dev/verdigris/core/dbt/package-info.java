/**
 * What dbt knows of its project: the manifest that it writes, and what of it people need to hear. Open {@link
 * dev.verdigris.core.dbt.DbtFacts} first.
 */
@NullMarked
package dev.verdigris.core.dbt;

import org.jspecify.annotations.NullMarked;
