-- What is in each order, in the order of its lines.
CREATE VIEW baskets AS
SELECT
    order_id,
    count(*) AS lines,
    sum(quantity) AS pieces,
    string_agg(sku, ', ' ORDER BY line_no) AS products,
    array_agg(quantity ORDER BY line_no) AS quantities
FROM core.order_lines
GROUP BY order_id;

GRANT SELECT ON baskets TO analyst;
