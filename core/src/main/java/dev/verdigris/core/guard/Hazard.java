package dev.verdigris.core.guard;

import dev.verdigris.core.catalog.Session;
import dev.verdigris.core.problem.ProblemCode;

/**
 * The registry of server versions on which a statement of ours is dangerous or means something else. Each entry belongs
 * to the guardrail that reports its code. A version that is later than all of them is fine; a version that cannot be
 * read counts as an earlier one.
 *
 * <p>ADR 24 lists the hazards that no entry needs, with the reasons.
 */
public enum Hazard {
    /** A swap or a rename of a schema leaves the old name in the definitions of types and functions (#37364). */
    TYPES_KEEP_THEIR_SCHEMA(
            ProblemCode.TYPE_INSIDE,
            new Version(26, 33),
            "does not rename the schema in the definition of a type or a function when it swaps the schema"),
    /** A replacement can destroy the data of its target (#37711), and its application can crash again and again. */
    REPLACEMENTS_DESTROY(
            ProblemCode.REPLACEMENT_PENDING,
            new Version(26, 41),
            "can lose the data of a materialized view, or crash again and again, when a replacement is applied"),
    /** {@code ALTER SINK … SET FROM} writes a snapshot, and before 0.162 it stops every other DDL while it waits. */
    SINKS_WRITE_AGAIN(
            ProblemCode.SINK_REWRITES,
            new Version(26, 6),
            "writes every row of the new object when it re-points a sink"),
    /** The time of a DDL transaction grows with the square of its statements (#35303). */
    SWAPS_ARE_SLOW(
            ProblemCode.SLOW_SWAP,
            new Version(26, 17),
            "needs a time for the swap that grows with the square of the number of pairs");

    /** A version of the server. */
    private record Version(int major, int minor) {}

    private final ProblemCode code;
    private final Version fixed;
    private final String effect;

    Hazard(ProblemCode code, Version fixed, String effect) {
        this.code = code;
        this.fixed = fixed;
        this.effect = effect;
    }

    /** The code of the problem that reports it. */
    public ProblemCode code() {
        return code;
    }

    /** Whether the server of a session has it. */
    public boolean threatens(Session session) {
        return !session.isAtLeast(fixed.major(), fixed.minor());
    }

    /** What the server of a session does, as a clause: {@code server v26.24.0 does not …}. */
    public String of(Session session) {
        return "server " + session.serverVersion() + " " + effect;
    }

    /** The advice to use a version without it. */
    public String wayOut() {
        return "use Materialize " + fixed.major() + "." + fixed.minor() + " or later";
    }
}
