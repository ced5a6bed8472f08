{{ config(materialized='source_table') }}

FROM SOURCE {{ ref('house') }} (REFERENCE users)
