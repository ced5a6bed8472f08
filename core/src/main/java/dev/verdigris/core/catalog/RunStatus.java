package dev.verdigris.core.catalog;

import java.util.Locale;
import java.util.Optional;

import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/**
 * The row of one object in {@code mz_source_statuses} or {@code mz_sink_statuses}.
 *
 * @param item the source, source table or sink
 * @param state its state
 * @param error the server's message, if it has one
 */
public record RunStatus(ItemId item, State state, Optional<String> error) {

    /** The states of sources and sinks. {@link #UNKNOWN} is any other word of the server. */
    public enum State {
        CREATED,
        STARTING,
        RUNNING,
        PAUSED,
        STALLED,
        CEASED,
        DROPPED,
        UNKNOWN;

        /** Reads the server's word. */
        public static State of(String word) {
            for (State state : values()) {
                if (state.name().equalsIgnoreCase(word)) {
                    return state;
                }
            }
            return UNKNOWN;
        }

        /** The word in messages. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
