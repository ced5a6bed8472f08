package dev.verdigris.cli.config;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which texts of an own {@code generate_schema_name} surely keep the suffix of a deployment. */
final class SchemaMacroTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ custom_schema_name or target.schema }}{{ '_dbt_deploy' if var('deploy', false) }}",
                "{{ custom }}{{ \"_dbt_deploy\" if var(\"deploy\", False) else '' }}",
                "{{ custom }}{% if var('deploy', false) %}_dbt_deploy{% endif %}",
                "{{ custom }}{% if not var('deploy', false) %}{% else %}_dbt_deploy{% endif %}",
                "{{ custom ~ ('_dbt_deploy' if var('deploy', false) == true else '') }}",
                "{{ (custom ~ '_dbt_deploy' if var('deploy', false) else custom) | trim }}",
                "{%- set s = \"_dbt_deploy\" if var('deploy', False) else \"\" -%}"
                        + "{%- if custom is none -%} {{ schema }}{{ s }} {%- else -%} {{ schema }}_{{ custom }}{{ s }}"
                        + "{%- endif -%}",
                "{% set s = '' %}{% if var('deploy', false) %}{% set s = '_dbt_deploy' %}{% endif %}"
                        + "{{ custom }}{{ s }}",
                "{% set live = not var('deploy', false) %}{% set d = var('deploy', false) %}"
                        + "{{ custom }}{{ '_dbt_deploy' if d }}",
                "{{ materialize__generate_schema_name(custom, node) }}",
                "{{ dbt.materialize__generate_schema_name(custom, node) }}",
                "{{ dbt.generate_schema_name(custom, node) }}",
                "{{ return(adapter.dispatch('generate_schema_name', 'dbt')(custom, node)) }}",
                "{% do log('a }} %} b') %}{% do return(materialize__generate_schema_name(custom, node)) %}",
                "{% if target.name == 'prod' %}{{ custom }}{% else %}{{ target.schema }}{% endif %}"
                        + "{{ '_dbt_deploy' if var('deploy', false) }}",
                "{% if not var('deploy', false) %}{{ return(custom) }}{% endif %}{{ custom }}_dbt_deploy"
            })
    void aMacroThatKeepsTheSuffixOnEveryWayIsRight(String body) {
        assertThat(SchemaMacro.keepsTheSuffix(body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{{ custom }}",
                "{{ generate_schema_name_for_env(custom_schema_name, node) }}",
                "{{ default__generate_schema_name(custom, node) }}",
                "{{ dbt.default__generate_schema_name(custom, node) }}",
                "{{ adapter.dispatch('generate_name')(custom) }}",
                "{% set note = 'not for deployments' %}{{ custom }}",
                "{% set note = '_dbt_deploy' %}{{ custom }}",
                "{% set x = materialize__generate_schema_name(custom, node) %}{{ custom }}",
                "{{ materialize__generate_schema_name(custom, node) }}_x",
                "{{ materialize__generate_schema_name(custom, node) | replace('_dbt_deploy', '') }}",
                "{{ custom }}{{ '_dbt_deploy' if target.name == 'prod' }}",
                "{{ custom }}{{ '_dbt_deploy' if not var('deploy', false) }}",
                "{{ custom }}{{ '' if var('deploy', false) else '_dbt_deploy' }}",
                "{{ custom }}{% if target.name == 'prod' %}_dbt_deploy{% endif %}",
                "{% if target.name == 'prod' %}{{ custom }}{% else %}{{ materialize__generate_schema_name(c, n) }}"
                        + "{% endif %}",
                "{% if custom %}{{ return(custom) }}{% endif %}{{ materialize__generate_schema_name(custom, node) }}",
                "{{ custom or target.schema ~ '_dbt_deploy' }}",
                "{{ custom }}{{ '_dbt_deploy_' if var('deploy', false) }}",
                "{{ custom }}{{ '_dbt_deploy' if var('deployed', false) }}",
                "{% set s = '_dbt_deploy' %}{% if custom %}{% set s = '' %}{% endif %}{{ custom }}{{ s }}",
                "{% for x in y %}{{ '_dbt_deploy' }}{% endfor %}",
                "{% set s %}_dbt_deploy{% endset %}{{ custom }}{{ s }}",
                "{% if custom %}{{ custom }}_dbt_deploy",
                "{{ custom }}_dbt_deploy{% else %}",
                "{{ '%s_dbt_deploy' % custom }}"
            })
    void aMacroThatMayForgetTheSuffixIsNotRight(String body) {
        assertThat(SchemaMacro.keepsTheSuffix(body)).isFalse();
    }
}
