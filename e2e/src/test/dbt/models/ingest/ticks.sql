{{ config(materialized='source', tags=['ingest']) }}

FROM LOAD GENERATOR COUNTER (TICK INTERVAL '1s')
