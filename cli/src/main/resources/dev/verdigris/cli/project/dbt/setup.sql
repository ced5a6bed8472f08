-- Creates what exists before any model. Run it once on each server:
--   psql -h $MZ_HOST -p $MZ_PORT -U ${MZ_USER:-materialize} @SHELL_DATABASE@ -v ON_ERROR_STOP=1 -f setup.sql
@CREATE_DATABASE@
-- The cluster of the models, which a deployment copies. Choose a size that your server has.
CREATE CLUSTER @NAME@_compute (SIZE = '25cc');

-- The input. It is in a schema of its own, because both versions of the models read it and no deployment may drop it.
-- Replace the table by your sources.
CREATE SCHEMA @NAME@_raw;
CREATE TABLE @NAME@_raw.orders (id int NOT NULL, item text NOT NULL, amount int NOT NULL);
INSERT INTO @NAME@_raw.orders VALUES (1, 'chair', 40), (2, 'table', 120), (3, 'chair', 45);

-- The live schema of the models. It is empty at first, and the first deployment fills it.
CREATE SCHEMA @NAME@_marts;
