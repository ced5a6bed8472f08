-- The revenue of each item.
{{ config(materialized='materialized_view', indexes=[{'columns': ['item']}]) }}
select item, count(*) as orders, sum(amount) as revenue
from {{ source('raw', 'orders') }}
group by item
