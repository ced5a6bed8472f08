CREATE VIEW behind AS SELECT * FROM a, missing;
