{{ config(materialized='view', indexes=[{'columns': ['grand_total'], 'name': 'headline_by_total'}]) }}

SELECT {{ money('sum(total)') }} AS grand_total FROM {{ ref('summary') }}
