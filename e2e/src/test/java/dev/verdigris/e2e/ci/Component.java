package dev.verdigris.e2e.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The component for GitLab with given inputs. GitLab replaces inputs in the text, then reads it as YAML, then merges each
 * job into the one that it extends.
 */
final class Component {

    static final Path FILE = Script.ROOT.resolve("packaging/ci/gitlab/templates/verdigris.yml");

    private static final Pattern INPUT = Pattern.compile("\\$\\[\\[\\s*inputs\\.([\\w-]+)\\s*]]");
    private static final String SEPARATOR = "\n---\n";

    private final Map<String, Map<?, ?>> jobs = new LinkedHashMap<>();

    private Component() {}

    /** Reads it with inputs; the others have their defaults. */
    static Component with(Map<String, String> given) throws IOException {
        String text = Files.readString(FILE);
        int end = text.indexOf(SEPARATOR);
        Map<?, ?> header =
                (Map<?, ?>) PlainYaml.documents(text.substring(0, end)).getFirst();
        Map<String, String> inputs = new HashMap<>();
        ((Map<?, ?>) ((Map<?, ?>) header.get("spec")).get("inputs"))
                .forEach((name, input) ->
                        inputs.put(name.toString(), String.valueOf(((Map<?, ?>) input).get("default"))));
        if (!inputs.keySet().containsAll(given.keySet())) {
            throw new AssertionError("inputs that the component does not have: " + given.keySet());
        }
        inputs.putAll(given);
        String body = INPUT.matcher(text.substring(end + SEPARATOR.length()))
                .replaceAll(match -> Matcher.quoteReplacement(inputs.get(match.group(1))));
        Component component = new Component();
        ((Map<?, ?>) PlainYaml.documents(body).getFirst())
                .forEach((name, job) -> component.jobs.put(name.toString(), (Map<?, ?>) job));
        return component;
    }

    /** The names of the jobs that can run. */
    List<String> names() {
        return jobs.keySet().stream().filter(name -> !name.startsWith(".")).toList();
    }

    /** A job with all that it extends. */
    Map<String, Object> job(String name) {
        Map<?, ?> job = jobs.get(name);
        Map<String, Object> merged =
                job.containsKey("extends") ? job(job.get("extends").toString()) : new LinkedHashMap<>();
        merge(merged, job);
        merged.remove("extends");
        return merged;
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> into, Map<?, ?> from) {
        from.forEach((key, value) -> {
            if (value instanceof Map<?, ?> map) {
                Map<String, Object> inner = new LinkedHashMap<>();
                if (into.get(key.toString()) instanceof Map<?, ?> earlier) {
                    inner.putAll((Map<String, Object>) earlier);
                }
                merge(inner, map);
                into.put(key.toString(), inner);
            } else {
                into.put(key.toString(), value);
            }
        });
    }

    /** The lines of a script of a job. */
    static List<String> lines(Map<String, Object> job, String key) {
        List<String> lines = new ArrayList<>();
        if (job.get(key) instanceof Collection<?> all) {
            all.forEach(line -> lines.add(line.toString()));
        }
        return lines;
    }
}
