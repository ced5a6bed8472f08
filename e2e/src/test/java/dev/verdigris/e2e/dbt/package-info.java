/** dbt with its Materialize adapter as a client of the sandbox, if dbt is installed. */
package dev.verdigris.e2e.dbt;
