-- reads what reads it
CREATE VIEW b AS SELECT * FROM core.c;
