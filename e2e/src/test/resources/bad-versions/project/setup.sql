-- What exists before the models: clusters, roles, and the rows that they read. All rows come from numbers, so they are
-- the same in each run, apart from the time of the last load.
CREATE CLUSTER compute (SIZE = '25cc');
CREATE CLUSTER serving (SIZE = '25cc');
CREATE CLUSTER outbox (SIZE = '25cc');
CREATE ROLE analyst;
CREATE ROLE intern;
CREATE ROLE night_shift;
GRANT night_shift TO materialize;
CREATE SCHEMA raw;
CREATE SCHEMA archive;
CREATE SCHEMA core;
CREATE SCHEMA marts;
CREATE SCHEMA outbox;
GRANT USAGE ON CLUSTER serving TO analyst;
GRANT USAGE ON SCHEMA core, marts TO analyst;

CREATE TABLE raw.regions (id int, name text);
INSERT INTO raw.regions VALUES (1, 'North'), (2, 'South'), (3, 'West');

-- Customers 51 to 60 never order. Names have blanks around them, addresses capitals; some facts are not known.
CREATE TABLE raw.customers (
    id int, name text, email text, country text, region_id int, shop_id int, profile jsonb, created_at timestamptz);
INSERT INTO raw.customers
SELECT
    i,
    CASE WHEN i % 7 = 0 THEN '  Customer ' || i || ' ' ELSE 'Customer ' || i END,
    CASE WHEN i % 5 = 0 THEN 'C' || i || '@Example.com' ELSE 'c' || i || '@example.com' END,
    CASE WHEN i % 13 = 0 THEN NULL WHEN i % 4 = 0 THEN 'FR' WHEN i % 4 = 1 THEN 'AT' ELSE 'DE' END,
    CASE WHEN i % 11 = 0 THEN NULL ELSE i % 3 + 1 END,
    i % 2 + 1,
    CASE WHEN i % 17 = 0 THEN NULL
        ELSE ('{"segment": "' || CASE i % 3 WHEN 0 THEN 'gold' WHEN 1 THEN 'silver' ELSE 'basic' END || '"}')::jsonb
    END,
    TIMESTAMPTZ '2025-01-01 00:00:00+00' + i * INTERVAL '31 hours'
FROM generate_series(1, 60) AS g (i);

-- What the customers were a year ago.
CREATE TABLE archive.customers (
    id int, name text, email text, country text, region_id int, shop_id int, profile jsonb, created_at timestamptz);
INSERT INTO archive.customers SELECT * FROM raw.customers WHERE id <= 48;

CREATE TABLE raw.blocked (customer_id int, reason text);
INSERT INTO raw.blocked VALUES (3, 'fraud'), (9, 'wish'), (NULL, 'address without a customer');

-- Orders of the web. An order that changes arrives again with the next version, and some arrive twice. Some are late:
-- two days, which is accepted, or five, which is not. The status has no fixed case. Some customers order again on the same day.
CREATE TABLE raw.orders (
    id int, version int, customer_id int, status text, placed_at timestamptz, arrived_at timestamptz, currency text,
    amount_cents bigint, discount numeric, channel text);
INSERT INTO raw.orders
SELECT
    i,
    1,
    CASE WHEN i % 41 = 0 THEN NULL WHEN i % 10 = 4 THEN 1 + (i - 1) * 7 % 50 ELSE 1 + i * 7 % 50 END,
    CASE i % 6 WHEN 0 THEN 'open' WHEN 1 THEN 'Paid' WHEN 2 THEN 'cancelled' ELSE 'paid' END,
    TIMESTAMPTZ '2026-01-01 00:30:00+00' + i * INTERVAL '5 hours 17 minutes',
    TIMESTAMPTZ '2026-01-01 00:30:00+00' + i * INTERVAL '5 hours 17 minutes' + CASE
        WHEN i % 90 = 1 THEN INTERVAL '5 days' WHEN i % 20 = 1 THEN INTERVAL '50 hours' ELSE INTERVAL '2 minutes' END,
    CASE WHEN i % 9 = 0 THEN 'CHF' WHEN i % 4 = 0 THEN 'USD' ELSE 'EUR' END,
    CASE WHEN i % 60 = 43 THEN 0 ELSE 1000 + (i * 137) % 9000 END,
    CASE WHEN i % 3 = 0 THEN NULL ELSE (i % 10) * 0.125 END,
    CASE WHEN i % 8 = 0 THEN 'test' ELSE 'web' END
FROM generate_series(1, 300) AS g (i);
INSERT INTO raw.orders
SELECT
    id, 2, customer_id, 'paid', placed_at, arrived_at + INTERVAL '1 hour', currency, amount_cents + 500, discount,
    channel
FROM raw.orders WHERE id % 15 = 0;
INSERT INTO raw.orders SELECT * FROM raw.orders WHERE id % 50 = 7;

CREATE TABLE raw.order_lines (order_id int, line_no int, product_id int, quantity int, unit_cents bigint);
INSERT INTO raw.order_lines
SELECT o.i, l.n, 1 + (o.i * l.n) % 20, 1 + (o.i + l.n) % 4, 250 + (o.i * 31 + l.n * 17) % 900
FROM generate_series(1, 300) AS o (i), generate_series(1, 3) AS l (n) WHERE (o.i + l.n) % 4 <> 0;

-- Two products have no category.
CREATE TABLE raw.products (id int, sku text, category text);
INSERT INTO raw.products
SELECT i, 'SKU-' || i, CASE WHEN i % 10 = 0 THEN NULL WHEN i % 2 = 0 THEN 'beans' ELSE 'machines' END
FROM generate_series(1, 22) AS g (i);

-- Several refunds of one order are possible.
CREATE TABLE raw.refunds (id int, order_id int, amount_cents bigint);
INSERT INTO raw.refunds SELECT i, i * 12 - 5, 300 + i FROM generate_series(1, 25) AS g (i);
INSERT INTO raw.refunds SELECT 100 + i, i * 36 - 5, 150 FROM generate_series(1, 8) AS g (i);

-- A rate holds from its first day until the day before the next one.
CREATE TABLE raw.rates (currency text, valid_from date, valid_until date, rate numeric);
INSERT INTO raw.rates VALUES
    ('EUR', '2025-01-01', '2026-02-01', 1), ('EUR', '2026-02-01', '2030-01-01', 1),
    ('USD', '2025-01-01', '2026-02-01', 0.9125), ('USD', '2026-02-01', '2030-01-01', 0.925),
    ('CHF', '2025-01-01', '2026-02-01', 1.0625), ('CHF', '2026-02-01', '2030-01-01', 1.05);

-- Two sales of one day can be equal. The time is that of the wall clock in the store.
CREATE TABLE raw.store_sales (customer_id int, sold_at timestamp, amount numeric(12, 2));
INSERT INTO raw.store_sales
SELECT 1 + i % 45, TIMESTAMP '2026-01-05 09:00:00' + (i / 3) * INTERVAL '7 hours', 3.5 + (i / 3) % 4
FROM generate_series(1, 90) AS g (i);
INSERT INTO raw.store_sales SELECT * FROM raw.store_sales WHERE customer_id % 9 = 4;

-- Some customers are in the store and on the web on the same day.
CREATE TABLE raw.visits (customer_id int, day date, place text);
INSERT INTO raw.visits SELECT 1 + i % 40, DATE '2026-01-01' + i % 20, 'web' FROM generate_series(1, 120) AS g (i);
INSERT INTO raw.visits SELECT 1 + i % 40, DATE '2026-01-01' + i % 20, 'store' FROM generate_series(1, 50) AS g (i);

-- Some offers have ended, others are valid for long.
CREATE TABLE raw.offers (id int, product_id int, price_cents bigint, valid_until timestamptz);
INSERT INTO raw.offers
SELECT
    i, 1 + i % 20, 400 + i * 10,
    CASE WHEN i % 4 = 0 THEN TIMESTAMPTZ '2024-06-01 00:00:00+00' ELSE TIMESTAMPTZ '2200-06-01 00:00:00+00' END
FROM generate_series(1, 40) AS g (i);

-- Scales send NaN if they are moved, and infinity if they are overloaded.
CREATE TABLE raw.readings (scale int, value double precision);
INSERT INTO raw.readings
SELECT
    i % 5,
    CASE WHEN i = 17 THEN 'NaN'::double precision WHEN i = 33 THEN 'Infinity'::double precision ELSE i * 0.25 END
FROM generate_series(1, 100) AS g (i);

GRANT USAGE ON SCHEMA raw TO night_shift;
GRANT SELECT ON raw.readings TO night_shift;

CREATE TABLE raw.loads (loaded_at timestamptz);
INSERT INTO raw.loads VALUES ('2026-01-01 00:00:00+00'), (now());
