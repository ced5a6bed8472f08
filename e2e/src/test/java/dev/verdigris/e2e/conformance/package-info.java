/**
 * What a server that calls itself Materialize must answer: cases as text files, run over the wire.
 *
 * <p>The suite runs against the sandbox, or against the server named by {@code VERDIGRIS_TEST_URL} (and
 * {@code VERDIGRIS_TEST_SYSTEM_URL} for its system user). The cases say what Materialize documents and its own tests
 * show, not what the sandbox happens to do. The format is described in {@code conformance/README.md} among the test
 * resources. Open {@link dev.verdigris.e2e.conformance.ConformanceTest} first.
 */
package dev.verdigris.e2e.conformance;
