SELECT status FROM {{ ref('revenue') }} WHERE total <= 0
