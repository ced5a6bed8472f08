/**
 * The rules of the design, for all modules: which package may know which, what core may not touch, how things are named.
 *
 * <p>Open {@link dev.verdigris.e2e.design.ModulesTest} first. The limits of size and complexity are in {@code
 * dev.verdigris.e2e.measures}.
 */
package dev.verdigris.e2e.design;
