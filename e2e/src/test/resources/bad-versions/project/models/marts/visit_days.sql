-- The days on which a customer was in the store or on the web.
CREATE VIEW visit_days AS
SELECT customer_id, day FROM raw.visits WHERE place = 'web'
UNION
SELECT customer_id, day FROM raw.visits WHERE place = 'store';

GRANT SELECT ON visit_days TO analyst;
