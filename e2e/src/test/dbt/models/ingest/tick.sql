{{ config(materialized='source_table', schema='ingest_tables', tags=['ingest']) }}

FROM SOURCE {{ ref('ticks') }}
