/**
 * Configuration: options, {@code VERDIGRIS_*} variables, {@code verdigris.yml} or the files of dbt, and defaults, in
 * layers that give the settings of one run.
 *
 * <p>Every value has its origin, every problem its file and line, and one run reports all problems. No server is asked
 * here. Open {@link dev.verdigris.cli.config.SettingsResolver} first, then {@link dev.verdigris.cli.config.Key}.
 */
@NullMarked
package dev.verdigris.cli.config;

import org.jspecify.annotations.NullMarked;
