{{ config(materialized='source') }}

FROM LOAD GENERATOR AUCTION (TICK INTERVAL '1s')
