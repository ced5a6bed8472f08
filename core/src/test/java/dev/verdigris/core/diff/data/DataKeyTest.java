package dev.verdigris.core.diff.data;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DataKeyTest {

    @Test
    void aKeyNamesARelationAndItsColumns() {
        assertThat(DataKey.parse("materialize.shop.orders=id")).contains(key("shop", "orders", "id"));
        assertThat(DataKey.parse("materialize.shop.orders = order_id, Line"))
                .contains(key("shop", "orders", "order_id", "Line"));
    }

    @Test
    void quotesKeepEveryCharacter() {
        assertThat(DataKey.parse("materialize.\"a.b=\"\"c\".\"x, y\"=\"k,1\",\"=\",🜁"))
                .contains(key("a.b=\"c", "x, y", "k,1", "=", "🜁"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "orders=id",
                "shop.orders=id",
                "a.b.c.d=id",
                "a.b.c",
                "a.b.c=",
                "a.b.c=x,",
                "a.b.c=x.y",
                "a.b.c=x,x",
                "a.b.c=x=y",
                "a.b.\"c=x"
            })
    void otherTextsAreNoKey(String text) {
        assertThat(DataKey.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1%, 0.01", "0.5 %, 0.005", "99.9%, 0.999", "12.25%, 0.1225"})
    void aSampleIsAPercentage(String text, BigDecimal share) {
        assertThat(Sampling.parse(text)).contains(new Sampling(share));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0%", "100%", "-1%", "0.0 %", "1e1%", "%", "5  %"})
    void otherTextsAreNoSample(String text) {
        assertThat(Sampling.parse(text)).isEmpty();
    }

    private static DataKey key(String schema, String relation, String... columns) {
        List<Identifier> names = Arrays.stream(columns).map(Identifier::of).toList();
        return new DataKey(ObjectName.of("materialize", schema, relation), names);
    }
}
