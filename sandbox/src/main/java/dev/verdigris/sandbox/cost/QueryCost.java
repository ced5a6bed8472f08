package dev.verdigris.sandbox.cost;

import java.util.List;
import java.util.Set;

import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/**
 * What a query costs. A read of one relation with filter and projection comes from memory, if the relation has an
 * index, or else from storage. An order and a limit add nothing. For anything else the server builds a dataflow: it
 * costs for each relation, also for an indexed one, and for an aggregate. A union reads its relations one after the
 * other.
 *
 * <p>The numbers are fitted to measured queries: {@code StatementCostTest} shows that each is within a factor of two.
 */
final class QueryCost {

    /** For an indexed relation in a dataflow. */
    private static final double INDEXED = 2.8;

    /** For a relation in a dataflow that is read from storage, or that is a view. */
    private static final double STORED = 4.7;

    private static final double AGGREGATE = 1;

    /** A query in the select list is worked out for every row. */
    private static final double FOR_EVERY_ROW = 6;

    private static final Set<String> JOINS = Set.of("join", "lateral", "with", "intersect", "except");
    private static final Set<String> GROUPS = Set.of("group", "having", "over");
    static final Set<String> AGGREGATES = Set.of(
            "count",
            "max",
            "min",
            "sum",
            "avg",
            "array_agg",
            "list_agg",
            "map_agg",
            "jsonb_agg",
            "jsonb_object_agg",
            "string_agg",
            "bool_and",
            "bool_or");

    private QueryCost() {}

    /** What a query does beyond filter, projection, order and limit. */
    private record Shape(boolean joins, boolean unites, boolean aggregates, boolean nested, boolean forEveryRow) {

        static Shape of(String sql) {
            List<Token> tokens = new TokenCursor(sql).tokens;
            boolean joins = false;
            boolean unites = false;
            boolean aggregates = false;
            int nested = -1;
            int from = Integer.MAX_VALUE;
            int depth = 0;
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                depth += token.is(Token.Kind.LEFT_PARENTHESIS) ? 1 : token.is(Token.Kind.RIGHT_PARENTHESIS) ? -1 : 0;
                if (!token.is(Token.Kind.WORD)) {
                    continue;
                }
                joins |= JOINS.contains(token.value());
                unites |= token.value().equals("union");
                aggregates |= aggregates(tokens, i);
                if (depth == 0 && token.value().equals("from")) {
                    from = Math.min(from, i);
                }
                if (depth > 0 && token.value().equals("select") && nested < 0) {
                    nested = i;
                }
            }
            return new Shape(joins, unites, aggregates, nested >= 0, nested >= 0 && nested < from);
        }

        private static boolean aggregates(List<Token> tokens, int at) {
            String word = tokens.get(at).value();
            boolean called = at + 1 < tokens.size() && tokens.get(at + 1).is(Token.Kind.LEFT_PARENTHESIS);
            boolean compared = at > 0
                    && (tokens.get(at - 1).isWord("IS") || tokens.get(at - 1).isWord("NOT"));
            return GROUPS.contains(word) || called && AGGREGATES.contains(word) || word.equals("distinct") && !compared;
        }

        boolean isPlain() {
            return !joins && !aggregates && !nested;
        }
    }

    /** The cost of a query, in units. */
    static double units(String sql, List<ObjectPath> relations) {
        Shape shape = Shape.of(sql);
        if (shape.isPlain() && (relations.size() <= 1 || shape.unites())) {
            return Math.max(
                    1, relations.stream().mapToDouble(SystemRelations::units).sum());
        }
        return dataflow(shape, relations);
    }

    /** The cost of a query for which the server builds a dataflow in any case. */
    static double dataflow(String sql, List<ObjectPath> relations) {
        return dataflow(Shape.of(sql), relations);
    }

    private static double dataflow(Shape shape, List<ObjectPath> relations) {
        double reads = relations.stream().mapToDouble(QueryCost::inDataflow).sum();
        double all = reads + (shape.aggregates() ? AGGREGATE : 0);
        return Math.max(1, shape.forEveryRow() ? all * FOR_EVERY_ROW : all);
    }

    private static double inDataflow(ObjectPath relation) {
        double alone = SystemRelations.units(relation);
        return alone == 1 ? INDEXED : Math.max(STORED, alone);
    }
}
