/**
 * The answers that Materialize must give: cases as text files, run over the wire.
 *
 * <p>The suite runs against the sandbox, or against the server named by {@code VERDIGRIS_TEST_URL} (and {@code
 * VERDIGRIS_TEST_SYSTEM_URL} for its system user). The cases follow Materialize's documentation and its own tests, not
 * the sandbox. The format is described in {@code conformance/README.md} among the test resources. Open {@link
 * dev.verdigris.e2e.conformance.ConformanceTest} first.
 */
package dev.verdigris.e2e.conformance;
