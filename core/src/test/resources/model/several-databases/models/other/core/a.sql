CREATE VIEW a AS SELECT * FROM raw.t, mz_internal.mz_comments;
