CREATE VIEW orders AS
SELECT *
FROM ordres, marts.orders JOIN raw.anything ON true, revenue, core.zzz,
     (SELECT * FROM marts.revenu) r;
