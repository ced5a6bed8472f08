/**
 * Programs of the machine that tests use: psql, node, python, dbt. Open {@link dev.verdigris.e2e.program.Program}
 * first.
 */
package dev.verdigris.e2e.program;
