package dev.verdigris.cli.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the text of an own {@code generate_schema_name} for the case that the variable {@code deploy} is true. On
 * each way through it, the result must end with the suffix of a deployment. What is not surely so counts as wrong,
 * because dbt would then build into the live schemas.
 */
final class SchemaMacro {

    /** What an expression is, or how the output so far ends. */
    private enum Meaning {
        NOTHING,
        SUFFIXED,
        DEPLOY,
        OTHER
    }

    /** Whether a condition holds if the variable is true. */
    private enum Holds {
        ALWAYS,
        NEVER,
        PERHAPS
    }

    /** The end of a way through the text: how its output ends, and what its names are. */
    private record Way(Meaning output, Map<String, Meaning> names) {}

    private static final String SUFFIX = "_dbt_deploy";
    private static final Pattern TAG = Pattern.compile(
            "\\{\\{[-+]?(?<output>.*?)[-+]?}}|\\{%[-+]?\\s*(?<word>\\w+)(?<rest>.*?)[-+]?%}|\\z", Pattern.DOTALL);
    private static final Pattern RETURN = Pattern.compile("return\\s*(?<result>\\(.*\\))", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern.compile("(?<name>[\\w.]+)\\s*=(?<value>.*)", Pattern.DOTALL);
    private static final Pattern OF_DEPLOY =
            Pattern.compile("var\\(\\s*['\"]deploy['\"]\\s*(?:,\\s*\\w+\\s*)?\\)(?:\\s*(?:==|is)\\s*[tT]rue)?");
    private static final Pattern OF_ADAPTER = Pattern.compile("(?:(?:dbt\\.)?materialize__generate_schema_name"
            + "|dbt\\.generate_schema_name|adapter\\.dispatch\\(_*\\))\\(_*\\)");
    private static final Pattern DISPATCH_OF_ANOTHER =
            Pattern.compile("adapter\\.dispatch\\((?!\\s*['\"]generate_schema_name['\"])");
    private static final Pattern LOGIC = Pattern.compile("\\b(?:or|and|not|in|is)\\b|[<>]|==|!=");
    private static final Set<String> HARMLESS = Set.of("trim", "lower", "string", "as_text", "as_bool");
    private static final Set<String> ENDS_OF_BRANCHES = Set.of("elif", "else", "endif");

    private final Matcher tags;
    private final String text;
    private int at;
    private boolean atEnd;
    private boolean understood = true;

    private SchemaMacro(String text) {
        this.text = text;
        this.tags = TAG.matcher(text);
    }

    /** Whether every result of the macro with the text {@code body} surely ends with the suffix. */
    static boolean keepsTheSuffix(String body) {
        SchemaMacro macro = new SchemaMacro(body);
        Way end = macro.follow(new Way(Meaning.NOTHING, Map.of()));
        return macro.understood && macro.atEnd && end.output() == Meaning.SUFFIXED;
    }

    /** Follows the text until a tag that ends a branch, or until its end. */
    private Way follow(Way start) {
        Map<String, Meaning> names = new HashMap<>(start.names());
        Meaning output = start.output();
        while (!atEnd && tags.find()) {
            output = written(text.substring(at, tags.start()), output);
            at = tags.end();
            if (tags.group("output") != null) {
                output = result(tags.group("output"), names);
                continue;
            }
            String word = tags.group("word");
            atEnd = word == null;
            if (atEnd || ENDS_OF_BRANCHES.contains(word)) {
                break;
            }
            String rest = tags.group("rest").strip();
            switch (word) {
                case "if" -> {
                    Way after = branches(rest, new Way(output, names));
                    output = after.output();
                    names = new HashMap<>(after.names());
                }
                case "set" -> assign(rest, names);
                case "do" -> output = rest.startsWith("return") ? result(rest, names) : output;
                default -> understood = false;
            }
        }
        return new Way(output, names);
    }

    private static Meaning written(String literal, Meaning before) {
        String bare = literal.strip();
        if (bare.isEmpty()) {
            return before;
        }
        return bare.endsWith(SUFFIX) ? Meaning.SUFFIXED : Meaning.OTHER;
    }

    /** How the output ends after an expression. A returned one is the whole result, so a wrong one stays wrong. */
    private Meaning result(String expression, Map<String, Meaning> names) {
        Matcher returned = RETURN.matcher(expression.strip());
        Meaning meaning = meaning(JinjaText.of(returned.matches() ? returned.group("result") : expression), names);
        understood &= !returned.matches() || meaning == Meaning.SUFFIXED;
        return meaning == Meaning.SUFFIXED ? Meaning.SUFFIXED : Meaning.OTHER;
    }

    private void assign(String rest, Map<String, Meaning> names) {
        Matcher assignment = ASSIGNMENT.matcher(rest);
        if (assignment.matches()) {
            names.put(assignment.group("name"), meaning(JinjaText.of(assignment.group("value")), names));
        } else {
            understood = false;
        }
    }

    /** Follows the branches of a condition that can be reached, from after its {@code if} to its {@code endif}. */
    private Way branches(String condition, Way start) {
        List<Way> ends = new ArrayList<>();
        Holds holds = holds(JinjaText.of(condition), start.names());
        boolean open = true;
        String word = "if";
        while (!word.equals("endif")) {
            boolean before = understood;
            Way end = follow(start);
            if (open && holds != Holds.NEVER) {
                ends.add(end);
            } else {
                understood = before;
            }
            open &= holds != Holds.ALWAYS;
            if (atEnd) {
                understood = false;
                return start;
            }
            word = tags.group("word");
            holds = word.equals("elif") ? holds(JinjaText.of(tags.group("rest")), start.names()) : Holds.ALWAYS;
            if (word.equals("endif") && open) {
                ends.add(start);
            }
        }
        return joined(ends);
    }

    private static Way joined(List<Way> ends) {
        Map<String, Meaning> names = new HashMap<>(ends.getFirst().names());
        ends.forEach(
                end -> names.replaceAll((name, meaning) -> end.names().get(name) == meaning ? meaning : Meaning.OTHER));
        Set<Meaning> outputs = EnumSet.noneOf(Meaning.class);
        ends.forEach(end -> outputs.add(end.output()));
        return new Way(outputs.size() == 1 ? outputs.iterator().next() : Meaning.OTHER, names);
    }

    private static Holds holds(JinjaText condition, Map<String, Meaning> names) {
        if (condition.text().startsWith("not ")) {
            return switch (holds(JinjaText.of(condition.text().substring("not ".length())), names)) {
                case ALWAYS -> Holds.NEVER;
                case NEVER -> Holds.ALWAYS;
                case PERHAPS -> Holds.PERHAPS;
            };
        }
        return meaning(condition, names) == Meaning.DEPLOY ? Holds.ALWAYS : Holds.PERHAPS;
    }

    private static Meaning meaning(JinjaText expression, Map<String, Meaning> names) {
        Optional<JinjaText> inner = expression.inBrackets();
        if (inner.isPresent()) {
            return meaning(inner.get(), names);
        }
        Optional<JinjaText.Choice> choice = expression.choice();
        if (choice.isPresent()) {
            return meaning(choice.get(), names);
        }
        if (OF_DEPLOY.matcher(expression.text()).matches()) {
            return Meaning.DEPLOY;
        }
        if (expression.has(LOGIC)) {
            return Meaning.OTHER;
        }
        return expression.lastOfJoined().map(last -> meaning(last, names)).orElseGet(() -> single(expression, names));
    }

    private static Meaning meaning(JinjaText.Choice choice, Map<String, Meaning> names) {
        Meaning then = meaning(choice.then(), names);
        Meaning otherwise = choice.otherwise().map(each -> meaning(each, names)).orElse(Meaning.OTHER);
        return switch (holds(choice.condition(), names)) {
            case ALWAYS -> then;
            case NEVER -> otherwise;
            case PERHAPS -> then == otherwise ? then : Meaning.OTHER;
        };
    }

    private static Meaning single(JinjaText expression, Map<String, Meaning> names) {
        JinjaText bare = expression.withoutFilters();
        if (!HARMLESS.containsAll(expression.filters())) {
            return Meaning.OTHER;
        }
        if (!bare.equals(expression)) {
            return meaning(bare, names);
        }
        boolean suffixed = bare.literal()
                .map(literal -> literal.endsWith(SUFFIX))
                .orElseGet(() -> OF_ADAPTER.matcher(bare.mask()).matches()
                        && !DISPATCH_OF_ANOTHER.matcher(bare.text()).lookingAt());
        return suffixed ? Meaning.SUFFIXED : names.getOrDefault(bare.text(), Meaning.OTHER);
    }
}
