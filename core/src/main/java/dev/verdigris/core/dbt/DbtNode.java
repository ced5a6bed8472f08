package dev.verdigris.core.dbt;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.verdigris.core.name.ObjectName;

/**
 * A model, seed or snapshot with all that its build needs.
 *
 * @param model what dbt says of its relation
 * @param entry its entry in the manifest
 */
record DbtNode(DbtModel model, Tree entry) {

    private static final Refusal HOOKS = new Refusal(
            "has a hook that only dbt can run",
            "move the statements of the hook out of the model, or leave only {{ this }} in a post-hook");

    private static final Pattern THIS = Pattern.compile("\\{\\{-?\\s*this\\s*-?}}");

    private static final Pattern JINJA = Pattern.compile("\\{[{%#]");

    /**
     * Why a node cannot be built from its SQL.
     *
     * @param why the reason, as the end of a sentence whose subject is the node
     * @param edit the change that ends it
     */
    record Refusal(String why, String edit) {}

    /** Its configuration, in which the project and the file are merged. */
    Tree config() {
        return entry.at("config");
    }

    String materialization() {
        return config().at("materialized").text().orElse(model.kind());
    }

    boolean isEphemeral() {
        return materialization().equals("ephemeral");
    }

    /** Whether it becomes a materialized view, as the adapter decides. */
    boolean isMaterialized() {
        return !materialization().equals("view");
    }

    /** Why it cannot be built from its SQL; empty if it can. */
    Optional<Refusal> refusal() {
        if (entry.at("language")
                .text()
                .filter(language -> !language.equals("sql"))
                .isPresent()) {
            return Optional.of(new Refusal("is not written in SQL", "write it in SQL"));
        }
        boolean hooks = !hooks("pre").isEmpty()
                || hooks("post").stream()
                        .anyMatch(hook ->
                                JINJA.matcher(THIS.matcher(hook).replaceAll("")).find());
        return switch (materialization()) {
            case "view", "materialized_view", "materializedview", "table" ->
                hooks ? Optional.of(HOOKS) : Optional.empty();
            case "seed", "snapshot" ->
                Optional.of(new Refusal(
                        "holds data in a schema of the environment, and a deployment cannot build it again",
                        "give it a schema of its own"));
            case "source", "source_table", "sink" ->
                Optional.of(new Refusal(
                        "is a " + materialization() + " in a schema of the environment, and it is never built again",
                        "give it a schema of its own"));
            case "incremental" ->
                Optional.of(
                        new Refusal("is incremental, which Materialize does not need", "make it a materialized_view"));
            default ->
                Optional.of(new Refusal(
                        "has the materialization " + materialization() + ", which is not of the adapter",
                        "make it a view or a materialized_view"));
        };
    }

    private List<String> hooks(String when) {
        return Stream.of(when + "-hook", when + "_hook")
                .flatMap(key -> config().at(key).items().stream())
                .flatMap(hook -> hook.text().or(() -> hook.at("sql").text()).stream())
                .toList();
    }

    /** The statements after its definition. */
    List<String> statementsAfter(ObjectName live) {
        return hooks("post").stream()
                .map(hook -> THIS.matcher(hook).replaceAll(Matcher.quoteReplacement(live.sql())))
                .map(hook -> hook.strip().replaceFirst(";$", ""))
                .toList();
    }

    /** The SQL that dbt has compiled. Before dbt 1.3 its key was another one. */
    Optional<String> code() {
        return Stream.of("compiled_code", "compiled_sql")
                .flatMap(key -> entry.at(key).text().stream())
                .findFirst()
                .filter(code -> code.indexOf('\0') < 0);
    }

    /** The file of the project that was compiled; empty for a file of another package. */
    Optional<CompiledModels.Origin> origin(Optional<String> project) {
        boolean own = entry.at("package_name").text().equals(project);
        boolean known = entry.at("checksum").at("name").text().equals(Optional.of("sha256"));
        return entry.at("checksum")
                .at("checksum")
                .text()
                .filter(unused -> own && known && !model.file().isEmpty())
                .map(checksum -> new CompiledModels.Origin(model.file(), checksum));
    }
}
