package dev.verdigris.sandbox.wire;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FrontendReaderTest {

    private static FrontendReader reading(String hex) {
        return new FrontendReader(new ByteArrayInputStream(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    private static FrontendMessage message(String hex) throws IOException {
        return reading(hex).next().orElseThrow();
    }

    @Test
    void readsTheRequestForTls() throws IOException {
        assertThat(reading("00000008 04d2162f").startup()).contains(new StartupRequest.Ssl());
    }

    @Test
    void readsTheRequestForGssEncryption() throws IOException {
        assertThat(reading("00000008 04d21630").startup()).contains(new StartupRequest.GssEncryption());
    }

    @Test
    void readsACancelRequest() throws IOException {
        assertThat(reading("00000010 04d2162e 00000102 fffffffe").startup())
                .contains(new StartupRequest.Cancel(0x102, -2));
    }

    @Test
    void readsTheParametersOfAStartup() throws IOException {
        assertThat(reading("00000017 00030000 75736572 00 c3a4 00 63 00 64 20 65 00 00")
                        .startup())
                .contains(new StartupRequest.Startup(Map.of("user", "ä", "c", "d e")));
    }

    @Test
    void recognizesOtherProtocolVersions() throws IOException {
        assertThat(reading("00000009 00030002 00").startup()).contains(new StartupRequest.OtherVersion(3, 2));
        assertThat(reading("00000009 00020000 00").startup()).contains(new StartupRequest.OtherVersion(2, 0));
    }

    @Test
    void aSilentClientIsNoViolation() throws IOException {
        assertThat(reading("").startup()).isEmpty();
        assertThat(reading("").next()).isEmpty();
    }

    @Test
    void readsAQuery() throws IOException {
        assertThat(message("51 0000000d 53454c4543542031 00")).isEqualTo(new FrontendMessage.Query("SELECT 1"));
    }

    @Test
    void readsAParseWithTypes() throws IOException {
        assertThat(message("50 00000013 7300 243100 0002 00000017 00000000"))
                .isEqualTo(new FrontendMessage.Parse("s", "$1", List.of(23, 0)));
    }

    @Test
    void readsABind() throws IOException {
        FrontendMessage.Bind bind =
                (FrontendMessage.Bind) message("42 0000001b 7000 7300 0001 0001 0002 00000001 41 ffffffff 0001 0001");
        assertThat(bind.portal()).isEqualTo("p");
        assertThat(bind.statement()).isEqualTo("s");
        assertThat(bind.values().parameterCount()).isEqualTo(2);
        assertThat(bind.values().formatOf(0)).isOne();
        assertThat(bind.values().formatOf(7)).isOne();
    }

    @Test
    void readsTheRestOfTheExtendedProtocol() throws IOException {
        assertThat(message("44 00000007 53 7300"))
                .isEqualTo(new FrontendMessage.Describe(FrontendMessage.Target.STATEMENT, "s"));
        assertThat(message("43 00000006 50 00"))
                .isEqualTo(new FrontendMessage.Close(FrontendMessage.Target.PORTAL, ""));
        assertThat(message("45 00000009 00 00000064")).isEqualTo(new FrontendMessage.Execute("", 100));
        assertThat(message("53 00000004")).isEqualTo(new FrontendMessage.Sync());
        assertThat(message("48 00000004")).isEqualTo(new FrontendMessage.Flush());
        assertThat(message("58 00000004")).isEqualTo(new FrontendMessage.Terminate());
    }

    @Test
    void aPasswordDoesNotShowInText() throws IOException {
        assertThat(message("70 00000007 707700").toString()).doesNotContain("pw");
    }

    @ParameterizedTest
    @CsvSource({
        "unknown type, 7a 00000004",
        "length below its own size, 51 00000003",
        "text without its end, 51 00000006 5345",
        "content after the end, 51 00000008 410042 00",
        "negative count, 50 00000008 00 00 ffff",
        "value longer than the message, 42 0000000e 00 00 0000 0001 00000063",
        "unknown format, 42 0000000c 00 00 0001 0002 0000",
        "unknown describe target, 44 00000006 51 00",
        "text that is not UTF-8, 51 00000006 ff 00"
    })
    void refusesWhatIsNoMessage(String what, String hex) {
        assertThatThrownBy(() -> message(hex)).describedAs(what).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void refusesAMessageOfMoreThanTwoMegabytesBeforeReadingIt() {
        assertThatThrownBy(() -> message("51 00200001"))
                .isInstanceOfSatisfying(
                        ProtocolViolation.class,
                        violation -> assertThat(violation.sqlState()).isEqualTo("54000"));
    }

    @ParameterizedTest
    @CsvSource({"startup too short, 00000007 000300", "startup too long, 00010000", "no end, 0000000a 00030000 75 73"})
    void refusesAMalformedStartup(String what, String hex) {
        assertThatThrownBy(() -> reading(hex).startup()).describedAs(what).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void aMessageCutShortIsTheEndOfTheClient() {
        assertThatThrownBy(() -> message("51 00000010 5345")).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> message("51 0000")).isInstanceOf(EOFException.class);
    }
}
