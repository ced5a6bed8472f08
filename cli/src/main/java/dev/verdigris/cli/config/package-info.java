/**
 * Configuration: flags, {@code VERDIGRIS_*} variables, {@code verdigris.yml} or the files of dbt, and defaults, laid over
 * one another into the settings of one run.
 *
 * <p>Every value knows its origin, every problem its file and line, and all problems are told at once. No server is
 * asked here. Open {@link dev.verdigris.cli.config.SettingsResolver} first, then {@link dev.verdigris.cli.config.Key}.
 */
@NullMarked
package dev.verdigris.cli.config;

import org.jspecify.annotations.NullMarked;
