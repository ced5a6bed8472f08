package dev.verdigris.core.catalog;

import java.util.Set;

/**
 * A part of the catalog, or of the server's reports on its objects, that is read only if it is needed. Most parts have
 * no index on the server, so a query for one costs as much as several others.
 *
 * <p>All else is in every snapshot. A part that was not read is unknown: a question for it throws {@link Unread}, so
 * that it never counts as empty.
 */
public enum CatalogPart {
    /** The columns of relations. */
    COLUMNS,
    /** Default privileges. */
    DEFAULT_PRIVILEGES,
    /** Grants on the system itself. */
    SYSTEM_PRIVILEGES,
    /** The direct memberships of roles. */
    ROLE_MEMBERS,
    /** Replacement materialized views that are not applied yet. */
    REPLACEMENTS,
    /** The connections of all sessions. */
    CONNECTIONS,
    /** Running SUBSCRIBEs. */
    SUBSCRIPTIONS,
    /** The audit log. */
    AUDIT_EVENTS,
    /** The server's limits. */
    LIMITS,
    /** The schedules of managed clusters. */
    CLUSTER_SCHEDULES,
    /** The auto scaling strategies of managed clusters. */
    AUTO_SCALING,
    /** The workload classes of clusters. */
    WORKLOAD_CLASSES,
    /** The statuses of the last resizes of managed clusters. */
    RECONFIGURATIONS,
    /** Which replicas are internal, and which are pending. */
    REPLICA_KINDS,
    /** The objects of collections, for collections whose id is not that of their object. */
    GLOBAL_IDS,
    /** The statuses of sources and tables from sources. */
    SOURCE_STATUSES,
    /** The statuses of sinks. */
    SINK_STATUSES,
    /** The hydration and the frontiers of objects, and the processes of replicas. */
    HYDRATION,
    /** The hydration times of objects. */
    HYDRATION_TIMES,
    /** The crashes of replicas. */
    CRASHES,
    /** The last and next refreshes of REFRESH materialized views. */
    REFRESHES,
    /** The sizes that replicas can have, with their credits and limits. */
    SIZES,
    /** What the processes of replicas use of their memory and processors. */
    USAGE;

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
