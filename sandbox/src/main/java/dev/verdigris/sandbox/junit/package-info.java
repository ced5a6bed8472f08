/**
 * The sandbox as a fixture of JUnit tests. Needs JUnit 5.13 or later on the class path, which this module does not
 * bring.
 */
@NullMarked
package dev.verdigris.sandbox.junit;

import org.jspecify.annotations.NullMarked;
