{% macro money(expression) %}({{ expression }})::numeric{% endmacro %}
