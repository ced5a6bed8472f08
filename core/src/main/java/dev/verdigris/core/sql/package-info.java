/**
 * The only package that writes statements which change a server.
 *
 * <p>No statement runs here, and no catalog query is here. Open {@link dev.verdigris.core.sql.StepSql} first.
 */
@NullMarked
package dev.verdigris.core.sql;

import org.jspecify.annotations.NullMarked;
