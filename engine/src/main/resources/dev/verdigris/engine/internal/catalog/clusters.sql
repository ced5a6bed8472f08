-- Every cluster, including those of the system.
-- size … introspection_seconds: NULL for unmanaged clusters. availability_zones: a list as text, '{a,b}'.
-- introspection_seconds: NULL where introspection is off.
-- privileges: access items as text, see databases.sql.
SELECT
    c.id AS id,
    c.name AS name,
    c.owner_id AS owner_id,
    c.privileges::text AS privileges,
    c.managed AS managed,
    c.size AS size,
    c.replication_factor::text AS replication_factor,
    c.availability_zones::text AS availability_zones,
    c.introspection_debugging AS introspection_debugging,
    EXTRACT(EPOCH FROM c.introspection_interval)::text AS introspection_seconds
FROM mz_catalog.mz_clusters AS c
