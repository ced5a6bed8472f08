{{ config(materialized='sink') }}

FROM {{ ref('summary') }}
INTO KAFKA CONNECTION materialize.raw.kafka (TOPIC 'revenue')
KEY (label) NOT ENFORCED
FORMAT JSON
ENVELOPE UPSERT
