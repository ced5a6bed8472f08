package dev.verdigris.engine.internal.builder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.text.JsonText;

/**
 * The names that a builder needs, as variables of its process. The pairs are JSON of ASCII characters only, so that
 * they are right in every locale.
 */
final class Names {

    private static final int LAST_ASCII = 0x7e;

    private Names() {}

    /**
     * The variables.
     *
     * @param deployment the id of the deployment; empty if no record has it
     */
    static Map<String, String> of(Environment environment, Optional<DeploymentId> deployment) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("VERDIGRIS_ENVIRONMENT", environment.name().value());
        deployment.ifPresent(id -> variables.put("VERDIGRIS_DEPLOYMENT", id.value()));
        variables.put("VERDIGRIS_SUFFIX", environment.suffix());
        variables.put("VERDIGRIS_PAIRS", pairs(environment));
        return variables;
    }

    private static String pairs(Environment environment) {
        List<String> schemas = environment.schemas().stream()
                .map(live -> schema(live, live.withSuffix(environment.suffix())))
                .toList();
        List<String> clusters = environment.clusters().stream()
                .map(live -> cluster(live, live.withSuffix(environment.suffix())))
                .toList();
        return "{\"schemas\":" + list(schemas) + ",\"clusters\":" + list(clusters) + "}";
    }

    private static String schema(SchemaName live, SchemaName staged) {
        return object(
                member("database", live.database()), member("live", live.schema()), member("staged", staged.schema()));
    }

    private static String cluster(Identifier live, Identifier staged) {
        return object(member("live", live), member("staged", staged));
    }

    private static String object(String... members) {
        return "{" + String.join(",", members) + "}";
    }

    private static String list(List<String> values) {
        return "[" + String.join(",", values) + "]";
    }

    private static String member(String key, Identifier name) {
        return ascii(JsonText.member(key, name.value()));
    }

    private static String ascii(String json) {
        return json.chars()
                .mapToObj(unit -> unit > LAST_ASCII ? "\\u%04x".formatted(unit) : String.valueOf((char) unit))
                .collect(Collectors.joining());
    }
}
