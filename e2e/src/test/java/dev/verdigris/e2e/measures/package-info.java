/**
 * Measures the sources: sizes, complexity, documentation and package cycles.
 *
 * <p>Open {@link dev.verdigris.e2e.measures.Measures} first: it prints the table of {@code docs/measures.md}. {@link
 * dev.verdigris.e2e.measures.Budgets} has the limits. {@code BudgetsTest} uses the same classes, so the table and the
 * build cannot disagree. {@code bench/measures.sh} compiles all but the tests with the JDK alone: they use no library.
 */
package dev.verdigris.e2e.measures;
