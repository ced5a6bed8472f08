package dev.verdigris.cli.config;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The CI systems whose variables give defaults for the id, the commit, the tag and the address of a run. Each system
 * documents its variables as predefined. The id is the same for all jobs of a pipeline and for their retries.
 */
enum CiSystem {
    GITHUB(
            "GITHUB_ACTIONS",
            "github-${GITHUB_REPOSITORY_ID}-${GITHUB_RUN_ID}",
            "${GITHUB_SHA}",
            "${GITHUB_REF#refs/tags/}",
            "${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}"),
    GITLAB("GITLAB_CI", "gitlab-${CI_PIPELINE_ID}", "${CI_COMMIT_SHA}", "${CI_COMMIT_TAG}", "${CI_PIPELINE_URL}"),
    BUILDKITE(
            "BUILDKITE",
            "buildkite-${BUILDKITE_BUILD_ID}",
            "${BUILDKITE_COMMIT}",
            "${BUILDKITE_TAG}",
            "${BUILDKITE_BUILD_URL}"),
    CIRCLECI("CIRCLECI", "circleci-${CIRCLE_PIPELINE_ID}", "${CIRCLE_SHA1}", "${CIRCLE_TAG}", "${CIRCLE_BUILD_URL}"),
    AZURE(
            "TF_BUILD",
            "azure-${BUILD_BUILDID}",
            "${BUILD_SOURCEVERSION}",
            "${BUILD_SOURCEBRANCH#refs/tags/}",
            "${SYSTEM_TEAMFOUNDATIONCOLLECTIONURI}${SYSTEM_TEAMPROJECT}/_build/results?buildId=${BUILD_BUILDID}"),
    JENKINS("JENKINS_URL", "${BUILD_TAG}", "${GIT_COMMIT}", "${TAG_NAME}", "${BUILD_URL}");

    /** The variable that the dbt macros read for a tag. It has precedence over the tag of the CI system. */
    static final String DBT_TAG = "CI_TAG";

    private static final int LONGEST_ID = 128;

    /** A variable; after {@code #}, the prefix that its value must have, which is left out. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?<name>[A-Z0-9_]+)(?:#(?<prefix>[^}]*))?}");

    private final String variable;
    private final Map<Key, String> templates = new EnumMap<>(Key.class);

    CiSystem(String variable, String id, String commit, String tag, String run) {
        this.variable = variable;
        templates.put(Key.DEPLOYMENT_ID, id);
        templates.put(Key.COMMIT, commit);
        templates.put(Key.TAG, tag);
        templates.put(Key.RUN, run);
    }

    /** The variable that is set in every run of the system. */
    String variable() {
        return variable;
    }

    /** How a value is made of variables. */
    String template(Key key) {
        return templates.getOrDefault(key, "");
    }

    /** The defaults from the variables of the system in which the process runs. None are missing variables. */
    static Map<Key, List<Value>> defaults(Map<String, String> variables) {
        Map<Key, List<Value>> values = new EnumMap<>(Key.class);
        Arrays.stream(values())
                .filter(system -> !variables.getOrDefault(system.variable, "").isEmpty())
                .findFirst()
                .ifPresent(system -> system.templates
                        .keySet()
                        .forEach(key ->
                                system.value(key, variables).ifPresent(value -> values.put(key, List.of(value)))));
        Optional.ofNullable(variables.get(DBT_TAG))
                .filter(tag -> !tag.isEmpty())
                .ifPresent(tag -> values.put(Key.TAG, Value.plain(List.of(tag), Origin.variable(DBT_TAG))));
        return values;
    }

    /** The value, with the last of its variables as its origin; empty if a variable is missing. */
    private Optional<Value> value(Key key, Map<String, String> variables) {
        Matcher matcher = REFERENCE.matcher(template(key));
        StringBuilder text = new StringBuilder();
        String origin = variable;
        while (matcher.find()) {
            origin = matcher.group("name");
            String prefix = matcher.group("prefix");
            String value = variables.getOrDefault(origin, "");
            if (value.isEmpty() || prefix != null && !value.startsWith(prefix)) {
                return Optional.empty();
            }
            String rest = prefix == null ? value : value.substring(prefix.length());
            matcher.appendReplacement(text, Matcher.quoteReplacement(key == Key.RUN ? inAddress(rest) : rest));
        }
        String whole = matcher.appendTail(text).toString();
        return Value.plain(List.of(key == Key.DEPLOYMENT_ID ? asId(whole) : whole), Origin.variable(origin)).stream()
                .findFirst();
    }

    private static String inAddress(String part) {
        return part.replace(" ", "%20");
    }

    /** The text as an id. The end of it differs between runs, so a long text loses its beginning. */
    private static String asId(String text) {
        String plain = text.replaceAll("[^!-~]|[\"'\\\\]", "-");
        return plain.substring(Math.max(0, plain.length() - LONGEST_ID));
    }
}
