-- A check returns the rows that are wrong.
SELECT item, revenue
FROM @NAME@_marts.revenue
WHERE revenue <= 0;
