package dev.verdigris.cli.report.story;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.verdigris.cli.report.document.Tone;

/**
 * What the table of runs shows of a run.
 *
 * @param verb the word of its verb
 * @param begun the time at which it began
 * @param took how long it took, or until its last sign of life
 * @param who the role of its connection, if it is known
 * @param tone what its outcome means
 * @param outcome its outcome, in one or two words
 * @param sentence what was true at its end, in one sentence
 */
public record RunSummary(
        String verb, Instant begun, Duration took, Optional<String> who, Tone tone, String outcome, String sentence) {}
