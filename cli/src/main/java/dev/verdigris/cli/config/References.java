package dev.verdigris.cli.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The syntax in which a value refers to a variable of the process environment. */
enum References {
    /** Not at all: every character stands for itself. */
    NONE(null),
    /** As {@code ${NAME}} or {@code ${NAME:-otherwise}}; {@code $${} is a plain {@code ${}. */
    DOLLAR(Pattern.compile("\\$?\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<otherwise>[^}]*))?}")),
    /** As dbt writes it: {@code {{ env_var('NAME', 'otherwise') }}}, with or without a type filter after it. */
    DBT(Pattern.compile("\\{\\{-?\\s*env_var\\(\\s*['\"](?<name>[^'\"]+)['\"]\\s*"
            + "(?:,\\s*(?:['\"](?<otherwise>[^'\"]*)['\"]|(?<bare>[^'\")\\s]+))\\s*)?\\)"
            + "\\s*(?:\\|\\s*(?:int|as_number|as_native|as_text|as_bool|string|trim)\\s*)*-?}}"));

    private final @Nullable Pattern pattern;

    References(@Nullable Pattern pattern) {
        this.pattern = pattern;
    }

    /** Whether {@code text} refers to anything. */
    boolean occursIn(String text) {
        return pattern != null && pattern.matcher(text).find();
    }

    /**
     * Replaces all references in {@code text} by the values of their variables.
     *
     * @param encode applied to a value that becomes part of a longer text
     * @return empty if a variable is not set; that is then among {@code problems}
     */
    Optional<String> replace(
            String text,
            Origin origin,
            Map<String, String> variables,
            ConfigProblems problems,
            UnaryOperator<String> encode) {
        if (pattern == null) {
            return Optional.of(text);
        }
        Matcher matcher = pattern.matcher(text);
        UnaryOperator<String> fit = matcher.matches() ? UnaryOperator.identity() : encode;
        matcher.reset();
        StringBuilder replaced = new StringBuilder();
        boolean whole = true;
        while (matcher.find()) {
            if (matcher.group().startsWith("$$")) {
                matcher.appendReplacement(
                        replaced, Matcher.quoteReplacement(matcher.group().substring(1)));
                continue;
            }
            String name = matcher.group("name");
            String value = variables.get(name);
            String found = value == null || value.isEmpty() && this == DOLLAR ? otherwise(matcher) : value;
            if (found == null) {
                problems.add("the variable " + name + " is not set", origin, "export " + name + "=…");
                whole = false;
                continue;
            }
            matcher.appendReplacement(replaced, Matcher.quoteReplacement(fit.apply(found)));
        }
        matcher.appendTail(replaced);
        return whole ? Optional.of(replaced.toString()) : Optional.empty();
    }

    private @Nullable String otherwise(Matcher matcher) {
        String quoted = matcher.group("otherwise");
        return quoted != null || this == DOLLAR ? quoted : matcher.group("bare");
    }
}
