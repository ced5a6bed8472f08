CREATE VIEW comment_in_two_strings AS SELECT 1 AS a;
COMMENT ON COLUMN comment_in_two_strings.a IS 'first half '
    'second half';
