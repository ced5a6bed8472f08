package dev.verdigris.sandbox.statement.rewrite;

import java.util.Optional;

import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QueryTextTest {

    @Test
    void findsTheRelationInFrontOfAColumn() {
        assertThat(new QueryText("SELECT a, b.c, d.e.f, g.h.*, i.*, j.k.l.m, n.o(p.q) FROM r.s").columnQualifiers())
                .containsExactly(
                        ObjectPath.of("b"),
                        ObjectPath.of("d", "e"),
                        ObjectPath.of("g", "h"),
                        ObjectPath.of("i"),
                        ObjectPath.of("j", "k", "l"),
                        ObjectPath.of("p"),
                        ObjectPath.of("r"));
    }

    @Test
    void replacesRelationsAndLeavesTheRestAsTyped() {
        QueryText text = new QueryText(
                "SELECT \"T\".x , 't' FROM \"T\"  /* t */ , t AS u -- t\n WHERE EXISTS (SELECT FROM s.t WHERE t.x IS NULL)");
        assertThat(text.replaceNames(path -> Optional.of("<" + path + ">"), path -> Optional.empty(), word -> word))
                .isEqualTo(
                        "SELECT \"T\".x , 't' FROM <T> , <t> AS u WHERE EXISTS (SELECT FROM <s.t> WHERE t.x IS NULL)");
    }

    @Test
    void knowsWhatIsOneColumn() {
        assertThat(new QueryText("\"a b\"").onlyColumn()).contains("a b");
        assertThat(new QueryText("a + b").onlyColumn()).isEmpty();
        assertThat(new QueryText("2").onlyNumber()).contains("2");
    }

    @Test
    void distinguishesFunctionsFromColumns() {
        assertThat(new QueryText("SELECT f(a), s.g(b), (c).h, t.column, u.v.column, d[1].i FROM t WHERE \"J\" (t.k)")
                        .calledNames())
                .containsExactly("f", "g", "h", "i", "J");
    }
}
