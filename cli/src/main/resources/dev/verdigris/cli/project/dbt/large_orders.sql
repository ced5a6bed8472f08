-- The orders of at least 45.
{{ config(materialized='view') }}
select id, item, amount
from {{ source('raw', 'orders') }}
where amount >= 45
