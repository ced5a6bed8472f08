-- When the last rows came.
CREATE VIEW loads AS
SELECT max(loaded_at) AS loaded_at FROM raw.loads;

GRANT SELECT ON loads TO analyst;
