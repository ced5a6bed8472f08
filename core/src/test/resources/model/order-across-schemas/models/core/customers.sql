CREATE VIEW core.customers AS SELECT * FROM raw.customers;
