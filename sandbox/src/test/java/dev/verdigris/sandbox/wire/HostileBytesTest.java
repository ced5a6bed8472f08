package dev.verdigris.sandbox.wire;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** All bytes of a client are messages, a violation of the protocol, or the end of the client. */
class HostileBytesTest {

    private static final byte[] STARTUP = RequestBatch.startup(Map.of("user", "ä", "database", "materialize"));

    private static final byte[] MESSAGES = new RequestBatch()
            .query("SELECT 'ü'")
            .parse("s", "SELECT $1, $2", List.of(23, 25))
            .bind("p", "s", BoundValues.ofTexts(Arrays.asList("1", null)))
            .describeStatement("s")
            .describePortal("p")
            .execute("p", 10)
            .closePortal("p")
            .copyFail("no")
            .password("secret")
            .flush()
            .sync()
            .terminate()
            .toBytes();

    /** The reader's result for some bytes: messages, and then the reason why there are no more. */
    private static String outcome(byte[] bytes, boolean startup) throws IOException {
        FrontendReader reader = new FrontendReader(new ByteArrayInputStream(bytes));
        List<Object> read = new ArrayList<>();
        try {
            Optional<?> next = startup ? reader.startup() : reader.next();
            while (next.isPresent()) {
                read.add(next.get());
                next = startup ? reader.startup() : reader.next();
            }
            return read.size() + " and the end";
        } catch (ProtocolViolation violation) {
            assertThat(violation.sqlState()).isIn("08P01", "54000", "22021");
            return read.size() + " and a violation";
        } catch (EOFException cut) {
            return read.size() + " and a piece";
        }
    }

    @Provide
    Arbitrary<byte[]> noise() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    }

    /** A valid stream with some changed bytes, whose end may be missing. */
    private static Arbitrary<byte[]> damaged(byte[] whole) {
        record Damage(int at, byte value) {}
        Arbitrary<Damage> damage = Combinators.combine(
                        Arbitraries.integers().between(0, whole.length - 1), Arbitraries.bytes())
                .as(Damage::new);
        return Combinators.combine(
                        damage.list().ofMaxSize(4), Arbitraries.integers().between(0, whole.length))
                .as((damages, length) -> {
                    byte[] bytes = whole.clone();
                    damages.forEach(one -> bytes[one.at()] = one.value());
                    return Arrays.copyOf(bytes, length);
                });
    }

    @Provide
    Arbitrary<byte[]> damagedMessages() {
        return damaged(MESSAGES);
    }

    @Provide
    Arbitrary<byte[]> damagedStartups() {
        return damaged(STARTUP);
    }

    @Property
    void noiseIsRead(@ForAll("noise") byte[] bytes) throws IOException {
        assertThat(outcome(bytes, false)).isNotEmpty();
        assertThat(outcome(bytes, true)).isNotEmpty();
    }

    @Property
    void damagedMessagesAreRead(@ForAll("damagedMessages") byte[] bytes) throws IOException {
        assertThat(outcome(bytes, false)).isNotEmpty();
    }

    @Property
    void damagedStartupsAreRead(@ForAll("damagedStartups") byte[] bytes) throws IOException {
        assertThat(outcome(bytes, true)).isNotEmpty();
    }

    @Property(tries = 1)
    void wholeStreamsAreReadToTheirEnd() throws IOException {
        assertThat(outcome(MESSAGES, false)).isEqualTo("12 and the end");
        assertThat(outcome(STARTUP, true)).isEqualTo("1 and the end");
    }
}
