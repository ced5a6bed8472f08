{{ config(materialized='materialized_view', contract={'enforced': true}) }}

SELECT label::text AS label, total::bigint AS total FROM {{ ref('revenue') }}
