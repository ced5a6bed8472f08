"""Lets macros of dbt call Verdigris. dbt imports this file, because its name begins with ``dbt_``.

Jinja cannot start a program. What a macro can call are the methods that an adapter offers. So this plugin of dbt gives
the adapter for Materialize one further method, ``verdigris``, which the macros in packaging/dbt call.
"""

try:
    from verdigris_deploy.operations import Verdigris

    plugins = [Verdigris]
except ImportError:
    # A dbt before 1.8 has other modules. An error here would end every command of dbt; without the method, only the
    # macros end with one.
    plugins = []
