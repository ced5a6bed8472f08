package dev.verdigris.engine.connection;

import java.util.Optional;

/**
 * A message of the server in addition to its answer.
 *
 * @param severity as the server spells it: {@code NOTICE}, {@code WARNING}
 * @param sqlState five characters; {@code 00000} if the server gives none
 * @param message the text
 * @param detail further lines, such as the objects that a cascade dropped
 * @param hint the server's advice
 */
public record Notice(
        String severity, String sqlState, String message, Optional<String> detail, Optional<String> hint) {}
