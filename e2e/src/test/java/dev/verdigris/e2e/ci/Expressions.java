package dev.verdigris.e2e.ci;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of GitHub's expressions that our files use: names, texts in single quotes, {@code ==}, {@code !=},
 * {@code &&}, {@code ||} and the status functions. Another one fails the test.
 *
 * @param contexts the values of names such as {@code inputs}, as nested maps
 * @param failed whether a step of the job has failed
 */
record Expressions(Map<String, Object> contexts, boolean failed) {

    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{\\{(.*?)}}");
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?<word>[A-Za-z_][\\w.-]*(?:\\(\\))?|'[^']*'|==|!=|&&|\\|\\|)");

    /** A text with its expressions replaced. */
    String text(Object value) {
        return IN_TEXT.matcher(String.valueOf(value))
                .replaceAll(match -> Matcher.quoteReplacement(String.valueOf(value(match.group(1)))));
    }

    /** Whether a step with this condition runs. Without a function of the status, it also needs that nothing failed. */
    boolean holds(Object condition) {
        String text = condition == null ? "success()" : String.valueOf(condition);
        boolean asksStatus = text.matches("(?s).*\\b(always|success|failure)\\(\\).*");
        return (asksStatus || !failed) && isTrue(value(text));
    }

    private static boolean isTrue(Object value) {
        return !(value.equals(false) || value.equals(""));
    }

    private Object value(String expression) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group("word"));
            end = matcher.end();
        }
        if (!expression.substring(end).isBlank()) {
            throw new AssertionError("not understood: " + expression);
        }
        return either(tokens);
    }

    private Object either(List<String> tokens) {
        int at = tokens.indexOf("||");
        if (at < 0) {
            return both(tokens);
        }
        Object first = both(tokens.subList(0, at));
        return isTrue(first) ? first : either(tokens.subList(at + 1, tokens.size()));
    }

    private Object both(List<String> tokens) {
        int at = tokens.indexOf("&&");
        if (at < 0) {
            return comparison(tokens);
        }
        Object first = comparison(tokens.subList(0, at));
        return isTrue(first) ? both(tokens.subList(at + 1, tokens.size())) : first;
    }

    private Object comparison(List<String> tokens) {
        if (tokens.size() == 1) {
            return word(tokens.getFirst());
        }
        if (tokens.size() != 3) {
            throw new AssertionError("not understood: " + tokens);
        }
        boolean same = word(tokens.getFirst()).equals(word(tokens.getLast()));
        return tokens.get(1).equals("==") == same;
    }

    private Object word(String word) {
        return switch (word) {
            case "always()" -> true;
            case "success()" -> !failed;
            case "failure()" -> failed;
            default -> word.startsWith("'") ? word.substring(1, word.length() - 1) : named(word);
        };
    }

    /** GitHub takes a missing name for an empty text. */
    private Object named(String name) {
        Object value = contexts;
        for (String part : name.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return value == null ? "" : value;
    }
}
