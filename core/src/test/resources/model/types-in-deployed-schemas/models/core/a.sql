CREATE VIEW a AS SELECT 1::core.money, CAST(1 AS materialize.core.money list), core.money '1', 1::raw.money, 1::money
