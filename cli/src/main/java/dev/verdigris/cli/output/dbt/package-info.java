/** What dbt says, in the form in which it is shown. Open {@link dev.verdigris.cli.output.dbt.DbtView} first. */
@NullMarked
package dev.verdigris.cli.output.dbt;

import org.jspecify.annotations.NullMarked;
