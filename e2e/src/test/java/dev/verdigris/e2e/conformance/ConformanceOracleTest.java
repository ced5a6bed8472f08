package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.e2e.conformance.ConformanceCase.Exchange;
import dev.verdigris.e2e.oracle.DialectOracle;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the cases with Materialize's own parser. The parser accepts every statement, except those that a case expects
 * to be refused with 42601, and it refuses these. If the server refuses a statement that its parser accepts, the case
 * gives the reason.
 */
final class ConformanceOracleTest {

    private record Judged(ConformanceCase one, Exchange exchange, Optional<String> refusal) {

        String where() {
            return one.file() + ":" + exchange.line() + " " + exchange.sql();
        }

        boolean lenient() {
            return exchange.expectsSyntaxError() && refusal.isEmpty();
        }
    }

    @Test
    void theParserAndTheCasesAgreeOnStatements() throws IOException {
        List<Judged> all = judged();
        assertThat(all).hasSizeGreaterThan(500);
        assertThat(all)
                .filteredOn(
                        each -> each.refusal().isPresent() && !each.exchange().expectsSyntaxError())
                .extracting(each -> each.where() + "\n    " + each.refusal().get())
                .as("refused by the parser, not expected to be")
                .isEmpty();
        assertThat(all)
                .filteredOn(each -> each.lenient() && each.one().lenient().isEmpty())
                .extracting(Judged::where)
                .as("expected to be refused with 42601, accepted by the parser, no '# lenient:' that says why")
                .isEmpty();
    }

    @Test
    void everyLeniencyOfACaseIsReal() throws IOException {
        List<Judged> all = judged();
        List<ConformanceCase> lenient = all.stream()
                .map(Judged::one)
                .filter(one -> one.lenient().isPresent())
                .distinct()
                .toList();
        assertThat(lenient).allSatisfy(one -> assertThat(all).anyMatch(each -> each.one() == one && each.lenient()));
    }

    private static List<Judged> judged() throws IOException {
        DialectOracle oracle = DialectOracle.openOrSkip();
        List<ConformanceCase> cases = new ArrayList<>();
        List<Exchange> exchanges = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        for (List<ConformanceCase> section : CaseFiles.sections().values()) {
            for (ConformanceCase one : section) {
                for (Exchange exchange : one.exchanges()) {
                    if (!exchange.joins()) {
                        cases.add(one);
                        exchanges.add(exchange);
                        statements.add(exchange.sql().replaceAll("\\$\\{([a-z]+)}", "a_$1"));
                    }
                }
            }
        }
        List<Optional<String>> refusals = oracle.judge(statements);
        assertThat(refusals).hasSameSizeAs(statements);
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            judged.add(new Judged(cases.get(i), exchanges.get(i), refusals.get(i)));
        }
        return judged;
    }
}
