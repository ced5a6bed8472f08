/**
 * The only place that writes statements which change a server.
 *
 * <p>No statement is run here and no catalog query is found here. Open {@link dev.verdigris.core.sql.StepSql} first.
 */
@NullMarked
package dev.verdigris.core.sql;

import org.jspecify.annotations.NullMarked;
