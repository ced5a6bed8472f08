package dev.verdigris.core.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;
import dev.verdigris.core.model.StoredReferences;

/**
 * What a sink of Kafka says about its output, as parts of its stored definition from which another sink can be made.
 * The parts name connections by their names, without ids.
 *
 * <p>Comments that the server has copied ({@code DOC ON}) are left out: it copies those of the new relation.
 *
 * @param connection the connection to the broker
 * @param topic the topic
 * @param options the other options of the connection
 * @param output the clauses about key, headers, format and envelope
 * @param with the options at the end that can be given to a new sink
 */
public record KafkaSink(String connection, String topic, List<String> options, String output, List<String> with) {

    public KafkaSink {
        options = List.copyOf(options);
        with = List.copyOf(with);
    }

    /** Reads a stored definition; empty if it is that of another kind of sink, or not known to the last word. */
    public static Optional<KafkaSink> of(String createSql) {
        return new Reader(createSql).read();
    }

    /** Reads from the first to the last clause. */
    private static final class Reader {

        private final String sql;
        private final List<Token> tokens;

        Reader(String sql) {
            this.sql = sql;
            this.tokens = Lexer.lex(sql).stream().filter(Token::isSignificant).toList();
        }

        Optional<KafkaSink> read() {
            int into = find(0, "into", "kafka", "connection");
            boolean readable = tokens.stream().noneMatch(token -> token.kind() == TokenKind.UNREADABLE);
            if (!readable || into == tokens.size()) {
                return Optional.empty();
            }
            int open = outside(into, token -> token.isPunctuation("("));
            int close = closing(open);
            int with = outside(close + 1, token -> token.isWord("with"));
            boolean ends = with == tokens.size() || with + 1 < tokens.size() && closing(with + 1) == tokens.size() - 1;
            if (close >= tokens.size() || !ends) {
                return Optional.empty();
            }
            List<Span> options = items(open, close);
            List<String> topics =
                    options.stream().flatMap(option -> topic(option).stream()).toList();
            return topics.size() != 1
                    ? Optional.empty()
                    : Optional.of(new KafkaSink(
                            text(new Span(into + 3, open)),
                            topics.get(0),
                            options.stream()
                                    .filter(option -> topic(option).isEmpty())
                                    .map(this::text)
                                    .toList(),
                            output(close + 1, with),
                            with == tokens.size() ? List.of() : with(with + 1)));
        }

        /** Options that only the server sets, or that the new sink has in another form, are left out. */
        private List<String> with(int open) {
            return items(open, closing(open)).stream()
                    .filter(option -> !begins(option, "snapshot") && !begins(option, "version"))
                    .map(this::text)
                    .toList();
        }

        /** The clauses between the options of the connection and those at the end. */
        private String output(int from, int to) {
            List<String> parts = new ArrayList<>();
            int at = from;
            while (at < to) {
                int open = outside(at, token -> token.isPunctuation("("));
                int end = Math.min(open, to);
                if (end > at) {
                    parts.add(text(new Span(at, end)));
                }
                if (open >= to) {
                    break;
                }
                List<Span> all = items(open, closing(open));
                List<Span> kept = all.stream().filter(item -> !isDoc(item)).toList();
                if (!kept.isEmpty()) {
                    parts.add(kept.stream().map(this::text).collect(Collectors.joining(", ", "(", ")")));
                }
                at = closing(open) + 1;
            }
            return String.join(" ", parts);
        }

        private boolean isDoc(Span item) {
            int doc = find(item.from(), "doc", "on");
            return doc < item.to() && doc <= item.from() + 1;
        }

        private Optional<String> topic(Span option) {
            boolean topic =
                    begins(option, "topic") && tokens.get(option.to() - 1).kind() == TokenKind.STRING;
            boolean plain = option.to() - option.from() == 2
                    || option.to() - option.from() == 3
                            && tokens.get(option.from() + 1).isOperator("=");
            String value = tokens.get(option.to() - 1).value();
            return topic && plain && value.startsWith("'")
                    ? Optional.of(value.substring(1, value.length() - 1).replace("''", "'"))
                    : Optional.empty();
        }

        private boolean begins(Span item, String word) {
            return tokens.get(item.from()).isWord(word);
        }

        /** The items of a list in brackets. */
        private List<Span> items(int open, int close) {
            List<Span> items = new ArrayList<>();
            int from = open + 1;
            while (from < close) {
                int comma = Math.min(outside(from, token -> token.isPunctuation(",")), close);
                items.add(new Span(from, comma));
                from = comma + 1;
            }
            return items;
        }

        private String text(Span span) {
            return StoredReferences.withoutIds(sql.substring(
                    tokens.get(span.from()).start(), tokens.get(span.to() - 1).end()));
        }

        /** The first place from {@code at} on of words in a row; the end if there is none. */
        private int find(int at, String... words) {
            for (int start = at; start + words.length <= tokens.size(); start++) {
                int next = start;
                while (next - start < words.length && tokens.get(next).isWord(words[next - start])) {
                    next++;
                }
                if (next - start == words.length) {
                    return start;
                }
            }
            return tokens.size();
        }

        /** The first token that is in no brackets which open after {@code at}; the end if there is none. */
        private int outside(int at, Predicate<Token> which) {
            int depth = 0;
            for (int next = at; next < tokens.size(); next++) {
                Token token = tokens.get(next);
                if (depth == 0 && which.test(token)) {
                    return next;
                }
                depth += isOpen(token) ? 1 : isClose(token) ? -1 : 0;
                if (depth < 0) {
                    return next;
                }
            }
            return tokens.size();
        }

        /** The bracket that closes another one; the end if there is none. */
        private int closing(int open) {
            return open + 1 >= tokens.size() ? tokens.size() : outside(open + 1, Reader::isClose);
        }

        private static boolean isOpen(Token token) {
            return token.isPunctuation("(") || token.isPunctuation("[");
        }

        private static boolean isClose(Token token) {
            return token.isPunctuation(")") || token.isPunctuation("]");
        }
    }

    /** Tokens in a row. */
    private record Span(int from, int to) {}
}
