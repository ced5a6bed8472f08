package dev.verdigris.sandbox.server;

import java.io.IOException;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.wire.RequestBatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** idle_in_transaction_session_timeout: the server ends the session of a client that leaves a transaction open. */
class IdleTransactionTest {

    @Test
    void endsASessionThatIdlesInATransaction() throws IOException {
        try (RawClient client = RawClient.loggedIn("idle_in_transaction_session_timeout", "200ms")) {
            client.answer();
            client.send(new RequestBatch().query("BEGIN"));
            client.answer();

            Diagnostic last = client.fatal();
            assertThat(last.severity()).isEqualTo("FATAL");
            assertThat(last.sqlState()).isEqualTo("25P03");
            assertThat(last.message()).isEqualTo("terminating connection due to idle-in-transaction timeout");
        }
    }

    @Test
    void endsASessionThatIdlesInAFailedTransaction() throws IOException {
        try (RawClient client = RawClient.loggedIn("idle_in_transaction_session_timeout", "200ms")) {
            client.answer();
            client.send(new RequestBatch().query("BEGIN; SELECT nope"));
            client.answer();

            assertThat(client.fatal().sqlState()).isEqualTo("25P03");
        }
    }

    @Test
    void sessionsOutsideATransactionMayIdle() throws IOException {
        try (RawClient client = RawClient.loggedIn("idle_in_transaction_session_timeout", "1ms")) {
            client.answer();
            client.send(new RequestBatch().query("SELECT 1"));
            assertThat(client.answer()).endsWith("CZ");
            client.send(new RequestBatch().query("SELECT 2"));
            assertThat(client.answer()).endsWith("CZ");
        }
    }
}
