package dev.verdigris.core.catalog;

import java.util.Set;

/**
 * A part of the catalog, or of what the server reports of its objects, that is read only where it is needed. A server
 * answers most of them from no index, so each costs as much as several others.
 *
 * <p>What belongs to no part here is in every snapshot. A part that was not read is unknown: asking a snapshot for it
 * throws {@link Unread}, so that it can never pass for an empty one.
 */
public enum CatalogPart {
    /** The columns of relations. */
    COLUMNS,
    /** Default privileges. */
    DEFAULT_PRIVILEGES,
    /** Grants on the system itself. */
    SYSTEM_PRIVILEGES,
    /** Which role belongs to which. */
    ROLE_MEMBERS,
    /** Replacement materialized views that wait to be applied. */
    REPLACEMENTS,
    /** Running SUBSCRIBEs. */
    SUBSCRIPTIONS,
    /** The audit log. */
    AUDIT_EVENTS,
    /** The server's limits. */
    LIMITS,
    /** When the replicas of managed clusters run. */
    CLUSTER_SCHEDULES,
    /** The workload classes of clusters. */
    WORKLOAD_CLASSES,
    /** Which replicas are internal, and which are pending. */
    REPLICA_KINDS,
    /** Which object a collection belongs to, where the two have different ids. */
    GLOBAL_IDS,
    /** What sources and tables from sources say of themselves. */
    SOURCE_STATUSES,
    /** What sinks say of themselves. */
    SINK_STATUSES,
    /** What is hydrated, up to where it is complete, and which replicas are up. */
    HYDRATION,
    /** How long objects took to hydrate. */
    HYDRATION_TIMES,
    /** When replicas went down. */
    CRASHES,
    /** When REFRESH materialized views were and will be refreshed. */
    REFRESHES;

    /**
     * Passes if this part was read.
     *
     * @throws Unread if it is among {@code unread}
     */
    public void demand(Set<CatalogPart> unread) {
        if (unread.contains(this)) {
            throw new Unread(this);
        }
    }

    /** A decision depends on a part of the catalog that was not read. Read the catalog with it, and decide again. */
    public static final class Unread extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private final CatalogPart part;

        /** Names the part that is missing. */
        public Unread(CatalogPart part) {
            super("the part " + part + " of the catalog was not read");
            this.part = part;
        }

        /** The part that is missing. */
        public CatalogPart part() {
            return part;
        }
    }
}
