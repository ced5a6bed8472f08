package dev.verdigris.sandbox.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import dev.verdigris.sandbox.error.Diagnostic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackendWriterTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final BackendWriter writer = new BackendWriter(bytes);

    private String written() {
        String hex = HexFormat.of().formatHex(bytes.toByteArray());
        bytes.reset();
        return hex;
    }

    private static String hex(String spaced) {
        return spaced.replace(" ", "");
    }

    @Test
    void writesALogin() throws IOException {
        writer.authenticationOk();
        assertThat(written()).isEqualTo(hex("52 00000008 00000000"));
        writer.parameterStatus("a", "b");
        assertThat(written()).isEqualTo(hex("53 00000008 6100 6200"));
        writer.backendKeyData(1, -1);
        assertThat(written()).isEqualTo(hex("4b 0000000c 00000001 ffffffff"));
        writer.readyForQuery(TransactionStatus.FAILED);
        assertThat(written()).isEqualTo(hex("5a 00000005 45"));
    }

    @Test
    void writesRowsWithNullsApartFromEmptyTexts() throws IOException {
        writer.textRow(Arrays.asList("é", null, ""));
        assertThat(written()).isEqualTo(hex("44 00000014 0003 00000002 c3a9 ffffffff 00000000"));
    }

    @Test
    void columnsSurviveARoundTrip() throws IOException {
        List<ResultColumn> columns = List.of(new ResultColumn("n", 5, 2, 23, 4, -1, 1), ResultColumn.text("a \"b\""));
        writer.rowDescription(columns);
        byte[] message = bytes.toByteArray();
        assertThat(message[0]).isEqualTo((byte) 'T');
        assertThat(ResultColumn.decodeAll(Arrays.copyOfRange(message, 5, message.length)))
                .isEqualTo(columns);
    }

    @Test
    void anErrorWithAllFieldsSurvivesARoundTrip() throws IOException {
        Diagnostic error = Diagnostic.error("XX000", "unknown schema 'ä'")
                .withDetail("more")
                .withHint("do")
                .at(7);
        writer.diagnostic(error);
        byte[] message = bytes.toByteArray();
        assertThat(message[0]).isEqualTo((byte) 'E');
        assertThat(Diagnostics.decode(Arrays.copyOfRange(message, 5, message.length))
                        .message())
                .isEqualTo("unknown schema 'ä'");
        assertThat(Diagnostics.decode(Arrays.copyOfRange(message, 5, message.length)))
                .isEqualTo(error);
    }

    @Test
    void aNoticeIsNotAnError() throws IOException {
        writer.diagnostic(Diagnostic.warning("25P01", "w"));
        assertThat(written()).startsWith("4e");
    }
}
