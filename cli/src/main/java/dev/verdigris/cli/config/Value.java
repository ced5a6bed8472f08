package dev.verdigris.cli.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * One value of a setting, or one item of a list.
 *
 * @param text the text
 * @param database the database that qualifies a schema, if one was written
 * @param origin where the value was written
 * @param references the syntax in which the text refers to variables
 */
record Value(String text, Optional<String> database, Origin origin, References references) {

    /** The variables that always count as secrets: that of the password, and that of a URL, which may have one. */
    static final Set<String> SECRETS = Set.of(Key.PASSWORD.variable(), Key.URL.variable());

    /** A password between the user and the host, or as a parameter. The groups 2 and 4 are the passwords. */
    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("(://(?:\\$\\{[^}]*}|[^/@:$])*+:)((?:\\$\\{[^}]*}|[^/@])*+)(?=@)|([?&]password=)([^&]*+)");

    /** The syntax in which a text refers to a variable of the process environment. */
    enum References {
        /** No syntax: every character represents itself. */
        NONE("(?!)"),
        /** As {@code ${NAME}} or {@code ${NAME:-otherwise}}; {@code $${} is a plain {@code ${}. */
        DOLLAR("\\$?\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<otherwise>[^}]*))?}"),
        /** As dbt writes it: {@code {{ env_var('NAME', 'otherwise') }}}, with or without a type filter after it. */
        DBT(References.ENV_VAR),
        /** The same in a password, where dbt takes what is not Jinja for a part of the password. */
        DBT_PASSWORD(References.ENV_VAR),
        /** No syntax, in a variable of a dbt project: dbt leaves Jinja in it as it is. */
        DBT_VARIABLE("(?!)");

        private static final String ENV_VAR = "\\{\\{-?\\s*env_var\\(\\s*['\"](?<name>[^'\"]+)['\"]\\s*"
                + "(?:,\\s*(?:['\"](?<otherwise>[^'\"]*)['\"]|(?<bare>[^'\")\\s]+))\\s*)?\\)"
                + "\\s*(?<filters>(?:\\|\\s*(?:int|as_number|as_native|as_text|as_bool|string|trim|lower|upper)\\s*)*)-?}}";

        /** Begins a Jinja expression, statement or comment. */
        private static final Pattern JINJA = Pattern.compile("\\{[{%#]");

        /** A whole Jinja expression, statement or comment. */
        private static final Pattern WHOLE_JINJA = Pattern.compile("\\{\\{.*?}}|\\{%.*?%}|\\{#.*?#}", Pattern.DOTALL);

        private final Pattern pattern;

        References(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }

        /** Whether {@code text} contains Jinja that is not a reference to a variable. */
        private boolean cannotRead(String text) {
            String rest = pattern.matcher(text).replaceAll("");
            return switch (this) {
                case NONE, DOLLAR -> false;
                case DBT, DBT_VARIABLE -> JINJA.matcher(rest).find();
                case DBT_PASSWORD -> WHOLE_JINJA.matcher(rest).find();
            };
        }

        /** Whether it is the syntax of dbt, in which an empty variable counts as set, and filters may follow. */
        private boolean isOfDbt() {
            return switch (this) {
                case NONE, DOLLAR, DBT_VARIABLE -> false;
                case DBT, DBT_PASSWORD -> true;
            };
        }
    }

    /** Values in which every character represents itself. */
    static List<Value> plain(List<String> texts, Origin origin) {
        return texts.stream()
                .map(text -> new Value(text, Optional.empty(), origin, References.NONE))
                .toList();
    }

    /** A part of the text, as a value of its own. */
    Value part(String part) {
        return new Value(part, Optional.empty(), origin, references);
    }

    /** The text as a path, relative to {@code base}. A text that cannot be one is a problem. */
    Optional<Path> path(Path base, ConfigProblems problems) {
        try {
            return Optional.of(base.resolve(text).normalize());
        } catch (InvalidPathException e) {
            problems.add("the value is not a path: " + e.getReason(), origin, "Correct the path.");
            return Optional.empty();
        }
    }

    /** Whether the text refers to a variable. */
    boolean refers() {
        return references.pattern.matcher(text).find();
    }

    /** The names of the variables to which the text refers. */
    Set<String> variables() {
        return Stream.concat(Stream.of(text), database.stream())
                .flatMap(part -> references.pattern.matcher(part).results())
                .filter(reference -> !reference.group().startsWith("$$"))
                .map(reference -> reference.group("name"))
                .collect(Collectors.toSet());
    }

    /** The password in a URL; the whole text if it is nothing but a reference, because a URL may have a password. */
    Value passwordOfUrl() {
        return part(
                references.pattern.matcher(text).matches()
                        ? text
                        : PASSWORD_IN_URL
                                .matcher(text)
                                .results()
                                .map(found -> found.group(2) == null ? found.group(4) : found.group(2))
                                .collect(Collectors.joining(" ")));
    }

    /** The rest of a URL, which can be shown. */
    Value withoutPasswordOfUrl() {
        return part(
                references.pattern.matcher(text).matches()
                        ? ""
                        : PASSWORD_IN_URL.matcher(text).replaceAll("$1$3"));
    }

    /** Whether the text refers to none of the variables {@code secrets}. Reports each such reference. */
    boolean isFreeOf(Set<String> secrets, ConfigProblems problems) {
        List<String> found =
                variables().stream().filter(secrets::contains).sorted().toList();
        found.forEach(name -> problems.add(
                "the variable " + name + " can contain a password, and this value can be shown",
                origin,
                "Remove the reference: only the password of the connection may have it."));
        return found.isEmpty();
    }

    /**
     * The value with its references replaced by the variables.
     *
     * @param url whether it is a URL, inside which a replaced reference is encoded
     * @return empty if a variable is not set, or if the text has other Jinja; then {@code problems} contains that
     *     problem
     */
    Optional<Value> replaced(boolean url, Map<String, String> variables, ConfigProblems problems) {
        Optional<String> whole = replaced(text, url, variables, problems);
        Optional<String> in = database.flatMap(name -> replaced(name, url, variables, problems));
        return whole.map(replaced -> new Value(replaced, in, origin, References.NONE));
    }

    /** The same without a report of what is not set. */
    Optional<Value> replaced(boolean url, Map<String, String> variables) {
        return replaced(url, variables, new ConfigProblems(Path.of("")));
    }

    private Optional<String> replaced(
            String from, boolean url, Map<String, String> variables, ConfigProblems problems) {
        if (references.cannotRead(from)) {
            if (references == References.DBT_VARIABLE) {
                problems.add(
                        "the name has Jinja, which dbt does not replace inside a variable of the project",
                        origin,
                        "Write the name itself, or name all settings in verdigris.yml, where ${NAME} is replaced.");
            } else {
                problems.add(
                        "the value has Jinja that Verdigris cannot read",
                        origin,
                        "Write the value itself, or {{ env_var('NAME') }}, or name all settings in verdigris.yml.");
            }
            return Optional.empty();
        }
        Matcher matcher = references.pattern.matcher(from);
        boolean encode = url && !matcher.matches();
        matcher.reset();
        StringBuilder replaced = new StringBuilder();
        boolean whole = true;
        while (matcher.find()) {
            if (matcher.group().startsWith("$$")) {
                matcher.appendReplacement(
                        replaced, Matcher.quoteReplacement(matcher.group().substring(1)));
                continue;
            }
            String found = variable(matcher, variables);
            if (found == null) {
                String name = matcher.group("name");
                problems.add("the variable " + name + " is not set", origin, "export " + name + "=…");
                whole = false;
            } else {
                matcher.appendReplacement(replaced, Matcher.quoteReplacement(encode ? encoded(found) : found));
            }
        }
        matcher.appendTail(replaced);
        return whole ? Optional.of(replaced.toString()) : Optional.empty();
    }

    /** The value of the variable, or its default. An empty variable counts as not set, except in a file of dbt. */
    private @Nullable String variable(Matcher reference, Map<String, String> variables) {
        String value = variables.get(reference.group("name"));
        String otherwise = reference.group("otherwise");
        if (!references.isOfDbt()) {
            return value == null || value.isEmpty() ? otherwise : value;
        }
        String chosen = value != null ? value : otherwise != null ? otherwise : reference.group("bare");
        return chosen == null ? null : filtered(chosen, reference.group("filters"));
    }

    /** The text after the filters of Jinja. A filter that only gives it a type changes nothing. */
    private static String filtered(String text, String filters) {
        String filtered = text;
        for (String filter : filters.split("\\|")) {
            filtered = switch (filter.strip()) {
                case "trim" -> filtered.strip();
                case "lower" -> filtered.toLowerCase(Locale.ROOT);
                case "upper" -> filtered.toUpperCase(Locale.ROOT);
                default -> filtered;
            };
        }
        return filtered;
    }

    /** The text in the encoding of a URL. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
