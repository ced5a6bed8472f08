/**
 * Configuration: options, {@code VERDIGRIS_*} variables, {@code verdigris.yml} or the files of dbt, and defaults give
 * the settings of one run.
 *
 * <p>A {@link dev.verdigris.cli.config.SettingsRequest} finds the file and chooses the environment.
 * {@code VerdigrisFile} and {@code DbtProject} read their file as a tree of {@code YamlNode}, which knows its lines,
 * and both give a {@code ProjectConfig}. Every layer (options, variables, environment, shared part) is a map from
 * {@link dev.verdigris.cli.config.Key} to values, and every value carries its origin. {@code SettingsAssembly} puts the
 * layers on top of each other, replaces the references to variables and makes typed settings.
 *
 * <p>Mistakes go to {@code ConfigProblems}, and the reading continues, so one run reports all problems. A run with a
 * problem has no settings, so a reader may return anything for a faulty value. No server is used here.
 */
@NullMarked
package dev.verdigris.cli.config;

import org.jspecify.annotations.NullMarked;
