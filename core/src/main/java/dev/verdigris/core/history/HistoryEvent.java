package dev.verdigris.core.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.name.SchemaName;

/**
 * One thing that happened to an environment.
 *
 * @param what what happened
 * @param at the time: of the server if the audit log has it, otherwise of the machine that ran the verb
 * @param by the role; empty if it is not known
 * @param source where it comes from
 * @param pairs the pairs that another tool or another environment swapped; empty for what a verb of this environment
 *     did
 * @param through the lock schema of the other environment that swapped them; empty if it was another tool
 */
public record HistoryEvent(
        What what, Instant at, Optional<String> by, Source source, List<Pair> pairs, Optional<SchemaName> through) {

    public HistoryEvent {
        pairs = List.copyOf(pairs);
    }

    /** What happened. */
    public enum What {
        /** A deployment began. */
        INIT("init"),
        /** A verb adopted a side that another tool had made. */
        ADOPT("adopt"),
        /**
         * A build began, or a check, or an init found a state view without a record: each renames the state view.
         */
        BUILD_OR_CHECK("build or check"),
        /** The staged side went live. */
        PROMOTE("promote"),
        /** The previous side went live again. */
        ROLLBACK("rollback"),
        /** The drop of the previous side began. */
        CLEANUP("cleanup"),
        /** The drop of the staged side began. */
        ABORT("abort"),
        /** All that belongs to the deployment was dropped. */
        END("ended"),
        /** The state view was dropped by a statement that is none of a verb's. */
        STATE_VIEW_DROPPED("state view dropped by hand"),
        /** Another tool made the staged side live. */
        PROMOTED_BY_ANOTHER_TOOL("promoted by another tool"),
        /** Another tool made the previous side live again. */
        ROLLED_BACK_BY_ANOTHER_TOOL("rolled back by another tool"),
        /** Another tool swapped some of the pairs, or all of them while there was no deployment. */
        SWAPPED_ELSEWHERE("swapped");

        private final String text;

        What(String text) {
            this.text = text;
        }

        /** It in a few words. */
        public String text() {
            return text;
        }
    }

    /** Where an event comes from. */
    public enum Source {
        /** The audit log of the server. */
        AUDIT_LOG,
        /** The record of the deployment, or its history entry. */
        RECORD
    }

    /** What a verb did. */
    static HistoryEvent of(What what, Instant at, Optional<String> by, Source source) {
        return new HistoryEvent(what, at, by, source, List.of(), Optional.empty());
    }
}
