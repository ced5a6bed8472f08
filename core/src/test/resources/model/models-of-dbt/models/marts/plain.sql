CREATE VIEW plain AS SELECT '{{ not Jinja }}' AS text FROM core.orders;
