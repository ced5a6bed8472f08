-- System privileges: one access item per row, as text.
SELECT p.privileges::text AS privilege
FROM mz_catalog.mz_system_privileges AS p
