package dev.verdigris.engine.connection;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConnectionSettingsTest {

    @Test
    void everyPartOfAUrlIsRead() {
        ConnectionSettings settings = ConnectionSettings.parse(
                "postgres://me%40x:s%3Acret%2F@[::1]:7000/my%20db?sslmode=require&connect_timeout=3&application_name=ci");

        assertThat(settings.user()).isEqualTo("me@x");
        assertThat(settings.password()).contains(Secret.of("s:cret/"));
        assertThat(settings.host()).isEqualTo("::1");
        assertThat(settings.port()).isEqualTo(7000);
        assertThat(settings.database()).isEqualTo("my db");
        assertThat(settings.tls()).isEqualTo(new Tls(Tls.Mode.REQUIRE, Optional.empty()));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.applicationName()).isEqualTo("ci");
    }

    @ParameterizedTest
    @ValueSource(strings = {"materialize://u@h", "postgresql://u@h:6875/materialize", "jdbc:postgresql://h/?user=u"})
    void aShortUrlHasDefaults(String url) {
        assertThat(ConnectionSettings.parse(url))
                .usingRecursiveComparison()
                .isEqualTo(ConnectionSettings.of("h", 6875, "u", "materialize"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:hunter2@h",
                "postgres://u:hunter2@",
                "postgres://:hunter2@h",
                "postgres://u:hunter2@h:notaport/db",
                "postgres://u:hunter2@[::1]:notaport/db",
                "postgres://u:hunter2",
                "postgres://u:hun@hunter2@my_host/db",
                "postgres://u:hunter2@h name/",
                "postgres://u:hunter2@h?sslmode=perhaps",
                "postgres://u:hunter2@h?passfile=x",
                "postgres://u:hunter2@h?connect_timeout=soon",
            })
    void theErrorOfABadUrlDoesNotContainThePassword(String url) {
        assertThatThrownBy(() -> ConnectionSettings.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgres://u:s@127.0.0.1:notaport/d | has a port that is no number
            postgres://u:s@h:-1/d               | has a port that is no number
            postgres://u:s@h:99999999999/d      | has a port that is no number
            postgres://u:s@my_host:6875/d       | has a host that is malformed
            postgres://u:s@my_host/d            | has a host that is malformed
            postgres://u:s@                     | names no host
            postgres://u:s@:6875/d              | names no host
            postgres:///d                       | names no host
            """)
    void theErrorOfABadAddressNamesItsPart(String url, String fault) {
        assertThatThrownBy(() -> ConnectionSettings.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the connection URL " + fault);
    }

    @Test
    void theTextOfSettingsDoesNotContainThePassword() {
        ConnectionSettings settings = ConnectionSettings.parse("postgres://u:hunter2@h");
        assertThat(settings.toString()).doesNotContain("hunter2");
        assertThat(settings.address()).doesNotContain("hunter2");
        assertThat(String.valueOf(Secret.of("hunter2"))).doesNotContain("hunter2");
    }
}
