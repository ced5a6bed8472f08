CREATE VIEW revenue AS SELECT * FROM core.orders;
