CREATE VIEW new_one AS SELECT id FROM orders;
