-- The version of the models in this schema. Clients that join across schemas compare it.
CREATE VIEW release_info AS
SELECT 1 AS model_version;

GRANT SELECT ON release_info TO analyst;
