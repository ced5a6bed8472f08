{# The version of the models. #}
{{ config(materialized='view', post_hook='GRANT SELECT ON {{ this }} TO analyst') }}

SELECT {{ var('release') | int }} AS model_version
