package dev.verdigris.engine.connection;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void theTextOfSettingsDoesNotContainThePassword() {
        ConnectionSettings settings = ConnectionSettings.parse("postgres://u:hunter2@h");
        assertThat(settings.toString()).doesNotContain("hunter2");
        assertThat(settings.address()).doesNotContain("hunter2");
        assertThat(String.valueOf(Secret.of("hunter2"))).doesNotContain("hunter2");
    }
}
