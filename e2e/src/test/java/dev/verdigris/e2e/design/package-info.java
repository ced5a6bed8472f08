/**
 * The rules of the design for all modules: dependencies between packages, effects, names and words.
 *
 * <p>Open {@link dev.verdigris.e2e.design.ModulesTest} first. The limits of size and complexity are in {@code
 * dev.verdigris.e2e.measures}.
 */
package dev.verdigris.e2e.design;
