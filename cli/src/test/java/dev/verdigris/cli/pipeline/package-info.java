/** The files for CI systems, as those systems read them. */
package dev.verdigris.cli.pipeline;
