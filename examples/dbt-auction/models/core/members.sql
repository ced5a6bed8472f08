{# All users who may sell or bid, with their organization. #}
{{ config(materialized='view', indexes=[{'columns': ['member_id'], 'cluster': 'compute'}]) }}

SELECT u.id AS member_id, u.name AS member, o.name AS organization
FROM {{ source('house', 'users') }} AS u
JOIN {{ source('house', 'organizations') }} AS o ON o.id = u.org_id
