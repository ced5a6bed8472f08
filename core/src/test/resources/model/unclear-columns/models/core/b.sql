CREATE VIEW b AS SELECT core.t.x FROM materialize.raw.t, one.core.t, two.core.t;
