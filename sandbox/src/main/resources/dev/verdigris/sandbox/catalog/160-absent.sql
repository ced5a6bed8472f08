-- Relations about features that the sandbox does not have: clouds, tunnels, connectors other than load generators,
-- metered storage. They are empty but have their columns, so that queries over them succeed.

CREATE TABLE mz_catalog.mz_aws_privatelink_connections (id text, principal text);
CREATE TABLE mz_catalog.mz_egress_ips (egress_ip text, prefix_length integer, cidr text);
CREATE TABLE mz_catalog.mz_iceberg_sinks (id text, namespace text, "table" text);
CREATE TABLE mz_catalog.mz_kafka_sources (id text, group_id_prefix text, topic text);
CREATE TABLE mz_catalog.mz_recent_storage_usage (object_id text, size_bytes mz_catalog.uint8);
CREATE TABLE mz_catalog.mz_ssh_tunnel_connections (id text, public_key_1 text, public_key_2 text);
CREATE TABLE mz_catalog.mz_storage_usage (object_id text, size_bytes mz_catalog.uint8, collection_timestamp timestamptz);
CREATE TABLE mz_internal.mz_aws_connections (
    id text, endpoint text, region text, access_key_id text, access_key_id_secret_id text,
    secret_access_key_secret_id text, session_token text, session_token_secret_id text, assume_role_arn text,
    assume_role_session_name text, principal text, external_id text, example_trust_policy jsonb
);
CREATE TABLE mz_internal.mz_aws_privatelink_connection_status_history (
    occurred_at timestamptz, connection_id text, status text
);
CREATE TABLE mz_internal.mz_aws_privatelink_connection_statuses (
    id text, name text, last_status_change_at timestamptz, status text
);
CREATE TABLE mz_internal.mz_kafka_source_tables (
    id text, topic text, envelope_type text, key_format text, value_format text
);
CREATE TABLE mz_internal.mz_mcp_data_product_details (object_name text, cluster text, description text, schema jsonb);
CREATE TABLE mz_internal.mz_mcp_data_products (object_name text, cluster text, description text);
CREATE TABLE mz_internal.mz_mysql_source_tables (id text, schema_name text, table_name text);
CREATE TABLE mz_internal.mz_postgres_source_tables (id text, schema_name text, table_name text);
CREATE TABLE mz_internal.mz_postgres_sources (id text, replication_slot text, timeline_id mz_catalog.uint8);
CREATE TABLE mz_internal.mz_sql_server_source_tables (id text, schema_name text, table_name text);
CREATE TABLE mz_internal.mz_webhook_sources (id text, name text, url text);
