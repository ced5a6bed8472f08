CREATE VIEW a AS SELECT x::core_dbt_deploy.money FROM core_dbt_deploy.b, materialize.core_dbt_deploy.c;
