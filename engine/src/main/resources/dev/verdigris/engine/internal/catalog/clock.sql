-- The server's clock: one row. at_seconds: seconds since 1970.
SELECT EXTRACT(EPOCH FROM now())::text AS at_seconds
