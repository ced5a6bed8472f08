CREATE VIEW broken AS SELECT * FROM a, missing;
