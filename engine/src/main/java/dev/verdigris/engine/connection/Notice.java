package dev.verdigris.engine.connection;

import java.util.Optional;

/**
 * What the server said beside its answer.
 *
 * @param severity as the server spells it: {@code NOTICE}, {@code WARNING}
 * @param sqlState five characters, {@code 00000} where the server gives none
 * @param message the text
 * @param detail further lines, such as the objects that a cascade took
 * @param hint the server's advice
 */
public record Notice(
        String severity, String sqlState, String message, Optional<String> detail, Optional<String> hint) {}
