package dev.verdigris.engine.request;

/**
 * The tests of a dbt project as checks: each test is one check.
 *
 * @param command the command that runs them, such as {@code dbt test}
 * @param files where it writes their results
 */
public record DbtTests(ExecRequest command, DbtFiles files) {}
