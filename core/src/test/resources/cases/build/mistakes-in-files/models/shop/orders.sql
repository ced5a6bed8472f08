CREATE VIEW orders AS SELECT id FROM missing;
DROP VIEW orders;
