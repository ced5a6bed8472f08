/**
 * Clients that people use, as they come: psql, pgjdbc, psycopg, node-postgres.
 *
 * <p>What they must see is what Materialize answers them, by its documentation and its own tests. A client that cannot
 * be had here is a skipped test with the reason. Open {@link dev.verdigris.e2e.client.DriverTest} first.
 */
package dev.verdigris.e2e.client;
