package dev.verdigris.core.model;

import dev.verdigris.core.name.ObjectName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ObjectMentionsTest {

    private static final ObjectName ORDERS = ObjectName.of("db", "s", "orders");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW \"db\".\"s\".\"orders\" AS SELECT t.x FROM [u12 AS \"db\".\"s\".\"t\"]",
                "CREATE VIEW \"db\".\"s\".\"v\" AS SELECT o.x FROM [u12 AS \"db\".\"s\".\"orders\"] AS o",
                "CREATE VIEW \"db\".\"s\".\"v\" AS SELECT 'orders', \"Orders\" FROM [u12 AS \"db\".\"s\".\"orders\"] AS o",
                "CREATE INDEX \"i\" IN CLUSTER [u3] ON [u12 AS \"db\".\"s\".\"orders\"] (x)"
            })
    void aStatementThatNamesOnlyTheObjectDoesNotPreventItsRename(String sql) {
        assertThat(ObjectMentions.areFull(sql, ORDERS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW \"db\".\"s\".\"v\" AS SELECT orders.x FROM [u12 AS \"db\".\"s\".\"orders\"]",
                "CREATE VIEW \"db\".\"s\".\"orders\" AS SELECT 1 AS orders",
                "CREATE VIEW \"db\".\"s\".\"v\" AS SELECT 1 FROM [u12 AS \"db\".\"s\".\"orders\"], [u13 AS \"db\".\"r\".\"orders\"]",
                "CREATE VIEW \"db\".\"s\".\"v\" AS SELECT db.s.orders.x FROM [u12 AS \"db\".\"s\".\"orders\"]"
            })
    void anyOtherUseOfTheNameMayPreventTheRename(String sql) {
        assertThat(ObjectMentions.areFull(sql, ORDERS)).isFalse();
    }
}
