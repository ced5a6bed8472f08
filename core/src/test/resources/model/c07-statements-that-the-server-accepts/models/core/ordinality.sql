CREATE VIEW ordinality AS
SELECT t.tag, t.n, u.n AS m
FROM core.comment_in_two_strings o, unnest(o.tags) AS t (tag, n) WITH ORDINALITY,
  ROWS FROM (generate_series(1, 2), generate_series(1, 3)) WITH ORDINALITY AS u (a, b, n);
