{# {% macro generate_cluster_name(name) %} is the one of the adapter
   {% endmacro %} #}
{% macro helper() %}{% endmacro %}  {%- macro generate_cluster_name( custom_cluster_name ) -%}
  {{ target.name }}_{{ custom_cluster_name }}
{%- endmacro %}

{% macro generate_deploy_cluster_name(custom_cluster_name) -%}
  {{ custom_cluster_name }}_green
{%- endmacro %}
