CREATE VIEW b AS SELECT * FROM core.mz_tables
