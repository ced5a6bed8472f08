CREATE VIEW a AS
SELECT core.b.x, core.nowhere.x, core.b.*, raw.nowhere.x
FROM core.b AS b;
