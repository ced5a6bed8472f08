CREATE VIEW orders AS SELECT id FROM raw.orders;
GRANT SELECT ON orders TO analyst;
