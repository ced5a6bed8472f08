CREATE VIEW a AS SELECT * FROM other.core.a JOIN raw.t USING (id);
