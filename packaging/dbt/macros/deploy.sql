{#
  The operations of a blue/green deployment, by Verdigris. The names and arguments are those of the macros of dbt's
  adapter for Materialize. dbt prefers the macros of a package to those of an adapter, so these take their place.
#}

{% macro deploy_init(ignore_existing_objects=False) %}
    {% if ignore_existing_objects %}
        {% do log('ignore_existing_objects changes nothing: Verdigris goes on with the deployment of this run, and'
            ~ ' refuses a staged side that another deployment has made.', info=True) %}
    {% endif %}
    {% do verdigris.run_verdigris('init', {}) %}
{% endmacro %}

{% macro deploy_await(poll_interval=none, lag_threshold=none) %}
    {% do verdigris.run_verdigris('await', {'poll_interval': poll_interval, 'lag_threshold': lag_threshold}) %}
{% endmacro %}

{% macro deploy_promote(wait=False, poll_interval=none, lag_threshold=none, dry_run=False, max_retries=none,
                        retry_backoff=none) %}
    {% if max_retries is not none or retry_backoff is not none %}
        {% do log('max_retries and retry_backoff change nothing: Verdigris tries the swap again, with growing pauses,'
            ~ ' until VERDIGRIS_SWAP_TIMEOUT has passed.', info=True) %}
    {% endif %}
    {% do verdigris.run_verdigris('promote', {
        'wait': wait,
        'poll_interval': poll_interval,
        'lag_threshold': lag_threshold,
        'dry_run': dry_run
    }) %}
{% endmacro %}

{% macro deploy_cleanup() %}
    {% do verdigris.run_verdigris('cleanup', {}) %}
{% endmacro %}

{# Calls the method that the Python package verdigris-deploy gives to the adapter. #}
{% macro run_verdigris(verb, arguments) %}
    {% if target.type != 'materialize' %}
        {% do exceptions.raise_compiler_error(
            'The target ' ~ target.name ~ ' is of type ' ~ target.type ~ '. Verdigris deploys on Materialize: choose a'
            ~ ' target of type materialize with --target.') %}
    {% endif %}
    {% if adapter.verdigris is not defined %}
        {% do exceptions.raise_compiler_error(
            'The plugin of the Python package verdigris-deploy is not loaded. Install the package into the environment'
            ~ ' of dbt, with dbt-core 1.8 or newer; dbt Fusion loads no plugins. docs/python.md of Verdigris says how.'
            ~ ' Without the package, run: verdigris ' ~ verb) %}
    {% endif %}
    {% do adapter.verdigris(verb, **arguments) %}
{% endmacro %}
