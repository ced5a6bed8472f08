package dev.verdigris.engine.internal.catalog;

import java.util.EnumSet;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogPart;

/**
 * Which parts one reading of the catalog has, beside what every reading has.
 *
 * <p>A verb begins with what it needs in any case. What it needs only in some situations, such as the audit log where
 * there is drift to explain, is asked for by the decision itself; see {@link CatalogReadings}.
 *
 * @param parts the parts
 */
public record CatalogScope(Set<CatalogPart> parts) {

    /** What every reading has, and nothing else. */
    public static final CatalogScope BASE = new CatalogScope(Set.of());

    /** What status shows. */
    public static final CatalogScope STATUS = of(CatalogPart.DEFAULT_PRIVILEGES, CatalogPart.SINK_STATUSES);

    /** What init compares, copies and counts. */
    public static final CatalogScope INIT = of(
            CatalogPart.DEFAULT_PRIVILEGES,
            CatalogPart.SYSTEM_PRIVILEGES,
            CatalogPart.CLUSTER_SCHEDULES,
            CatalogPart.WORKLOAD_CLASSES,
            CatalogPart.LIMITS);

    /** What build copies and proves. */
    public static final CatalogScope BUILD =
            of(CatalogPart.COLUMNS, CatalogPart.ROLE_MEMBERS, CatalogPart.DEFAULT_PRIVILEGES);

    /** The input of the plans of init, build and promote. */
    public static final CatalogScope DEPLOY = INIT.with(BUILD);

    /** What readiness is judged by, again and again. */
    public static final CatalogScope AWAIT = of(
            CatalogPart.HYDRATION,
            CatalogPart.HYDRATION_TIMES,
            CatalogPart.CRASHES,
            CatalogPart.SOURCE_STATUSES,
            CatalogPart.SINK_STATUSES);

    /** What a swap back is judged by, once. */
    public static final CatalogScope ROLLBACK =
            of(CatalogPart.COLUMNS, CatalogPart.HYDRATION, CatalogPart.SOURCE_STATUSES, CatalogPart.SINK_STATUSES);

    /** What a promotion is judged by, once: that, and whether the live side has drifted. */
    public static final CatalogScope PROMOTE = ROLLBACK.with(CatalogPart.DEFAULT_PRIVILEGES);

    /** What cleanup and abort would cut off. */
    public static final CatalogScope DROP = of(CatalogPart.SUBSCRIPTIONS);

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
     * This scope and one more part. Drift is explained by the audit log; before it is, schedules are read too, for
     * without them they are concluded from other things ({@link ClusterRows}).
     */
    public CatalogScope with(CatalogPart part) {
        return part == CatalogPart.AUDIT_EVENTS ? with(of(part, CatalogPart.CLUSTER_SCHEDULES)) : with(of(part));
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
