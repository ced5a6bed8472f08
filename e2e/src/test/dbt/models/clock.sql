{{ config(materialized='table') }}

SELECT count(*) AS ticks FROM {{ source('ingest', 'tick') }}
