package dev.verdigris.engine.internal.catalog;

import java.util.EnumSet;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogPart;

/**
 * The parts that one reading of the catalog has in addition to those of every reading.
 *
 * <p>A verb begins with the parts that it always needs. A decision asks for a part that it needs only in some
 * situations, such as the audit log to explain drift; see {@link CatalogReadings}.
 *
 * @param parts the parts
 */
public record CatalogScope(Set<CatalogPart> parts) {

    /** No part beyond those of every reading. */
    public static final CatalogScope BASE = new CatalogScope(Set.of());

    /** The parts for a diagnosis. */
    public static final CatalogScope DIAGNOSIS = of(CatalogPart.LIMITS, CatalogPart.SIZES);

    /** The parts for the summary of status. */
    public static final CatalogScope STATUS = of(
            CatalogPart.DEFAULT_PRIVILEGES,
            CatalogPart.AUTO_SCALING,
            CatalogPart.RECONFIGURATIONS,
            CatalogPart.SINK_STATUSES,
            CatalogPart.SIZES);

    /** The parts that init compares, copies and counts. */
    public static final CatalogScope INIT = of(
            CatalogPart.DEFAULT_PRIVILEGES,
            CatalogPart.SYSTEM_PRIVILEGES,
            CatalogPart.CLUSTER_SCHEDULES,
            CatalogPart.AUTO_SCALING,
            CatalogPart.WORKLOAD_CLASSES,
            CatalogPart.RECONFIGURATIONS,
            CatalogPart.LIMITS);

    /** The parts that build copies and checks. */
    public static final CatalogScope BUILD =
            of(CatalogPart.COLUMNS, CatalogPart.ROLE_MEMBERS, CatalogPart.DEFAULT_PRIVILEGES, CatalogPart.AUTO_SCALING);

    /** The parts for the plans of init and build. */
    public static final CatalogScope DEPLOY = INIT.with(BUILD);

    /** The parts that readiness depends on, for repeated observations. */
    public static final CatalogScope AWAIT = of(
            CatalogPart.RECONFIGURATIONS,
            CatalogPart.HYDRATION,
            CatalogPart.HYDRATION_TIMES,
            CatalogPart.CRASHES,
            CatalogPart.SOURCE_STATUSES,
            CatalogPart.SINK_STATUSES,
            CatalogPart.SIZES,
            CatalogPart.USAGE);

    /** The parts that the decision on a promotion depends on. */
    public static final CatalogScope PROMOTE = of(
            CatalogPart.COLUMNS,
            CatalogPart.DEFAULT_PRIVILEGES,
            CatalogPart.AUTO_SCALING,
            CatalogPart.RECONFIGURATIONS,
            CatalogPart.HYDRATION,
            CatalogPart.SOURCE_STATUSES,
            CatalogPart.SINK_STATUSES);

    /** The parts that the decision on a rollback depends on: those of a promotion, the other way round. */
    public static final CatalogScope ROLLBACK = PROMOTE;

    /** The parts that show who uses what cleanup and abort drop. */
    public static final CatalogScope DROP = of(CatalogPart.SUBSCRIPTIONS, CatalogPart.CONNECTIONS);

    /** The parts of the contracts that diff compares. */
    public static final CatalogScope DIFF = of(CatalogPart.COLUMNS);

    /** The parts for the plan of the next verb, which the same reading chooses. */
    public static final CatalogScope PLAN = INIT.with(PROMOTE).with(DROP);

    /** The parts of the verb report: those of status, of the plan of a promotion, and of diff. */
    public static final CatalogScope REPORT =
            STATUS.with(of(CatalogPart.CONNECTIONS)).with(AWAIT).with(PROMOTE).with(DIFF);

    public CatalogScope {
        parts = Set.copyOf(parts);
    }

    private static CatalogScope of(CatalogPart first, CatalogPart... others) {
        return new CatalogScope(EnumSet.of(first, others));
    }

    /** Whether a part belongs to it. */
    public boolean has(CatalogPart part) {
        return parts.contains(part);
    }

    /**
     * This scope and one more part. The audit log explains drift. It comes with the schedules, because they are
     * inferred if they are not read ({@link ClusterRows}), and drift is never reported from an inference. A
     * subscription is of a session, so it comes with the connections.
     */
    public CatalogScope with(CatalogPart part) {
        return switch (part) {
            case AUDIT_EVENTS -> with(of(part, CatalogPart.CLUSTER_SCHEDULES));
            case SUBSCRIPTIONS -> with(of(part, CatalogPart.CONNECTIONS));
            case COLUMNS,
                    DEFAULT_PRIVILEGES,
                    SYSTEM_PRIVILEGES,
                    ROLE_MEMBERS,
                    REPLACEMENTS,
                    CONNECTIONS,
                    LIMITS,
                    CLUSTER_SCHEDULES,
                    AUTO_SCALING,
                    WORKLOAD_CLASSES,
                    RECONFIGURATIONS,
                    REPLICA_KINDS,
                    GLOBAL_IDS,
                    SOURCE_STATUSES,
                    SINK_STATUSES,
                    HYDRATION,
                    HYDRATION_TIMES,
                    CRASHES,
                    REFRESHES,
                    SIZES,
                    USAGE -> with(of(part));
        };
    }

    /** This scope and another. */
    public CatalogScope with(CatalogScope other) {
        Set<CatalogPart> all = EnumSet.noneOf(CatalogPart.class);
        all.addAll(parts);
        all.addAll(other.parts);
        return new CatalogScope(all);
    }

    /** The parts that do not belong to it. */
    Set<CatalogPart> unread() {
        Set<CatalogPart> unread = EnumSet.allOf(CatalogPart.class);
        unread.removeAll(parts);
        return unread;
    }
}
