CREATE VIEW a AS SELECT * FROM mz_tables, mz_views, information_schema.tables
