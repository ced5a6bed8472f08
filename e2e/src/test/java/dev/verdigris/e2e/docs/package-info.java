/** The documents say nothing that does not run: every transcript in them is executed. */
package dev.verdigris.e2e.docs;
