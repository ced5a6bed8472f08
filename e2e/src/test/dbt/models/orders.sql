{{ config(materialized='view') }}

SELECT * FROM (VALUES (1, 'open', 10), (2, 'paid', 20), (3, 'paid', 30)) AS o (id, status, amount)
