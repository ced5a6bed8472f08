{{ config(materialized='sink') }}

FROM {{ ref('auction_results') }}
INTO KAFKA CONNECTION materialize.auction_outbox.kafka (TOPIC 'auction-results')
KEY (auction_id) NOT ENFORCED
FORMAT JSON
ENVELOPE UPSERT
