{# nothing #} SELECT 1;
