package dev.verdigris.e2e.ci;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A run of a workflow as GitHub makes it: each job has its own checkout and temporary directory, and gets from other jobs
 * only artifacts and outputs. The action is the one of this repository.
 */
final class GitHubRun {

    private static final Path ACTION = Script.ROOT.resolve("packaging/ci/github");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path checkout;
    private final Map<String, Object> contexts;
    private final Map<String, String> variables;
    private final Map<String, Path> artifacts = new HashMap<>();
    private final Map<String, Object> needs = new HashMap<>();
    private final Map<String, GitHubRun> otherRuns = new HashMap<>();

    /**
     * How a job ended.
     *
     * @param failed whether a step failed
     * @param log what its steps printed
     * @param summary the page of the run
     * @param exits the exit codes of its scripts, in order
     */
    record JobEnd(boolean failed, String log, String summary, List<Integer> exits) {}

    /**
     * @param folder for all that the run writes
     * @param checkout what a job checks out
     * @param contexts the contexts of expressions, such as {@code github} and {@code secrets}
     * @param variables the variables that GitHub sets for this event
     */
    GitHubRun(Path folder, Path checkout, Map<String, Object> contexts, Map<String, String> variables) {
        this.folder = folder;
        this.checkout = checkout;
        this.contexts = contexts;
        this.variables = variables;
    }

    /** Lets this run get the artifacts of an earlier one. */
    void knows(String id, GitHubRun earlier) {
        otherRuns.put(id, earlier);
    }

    /** An output of a job that has ended. */
    String output(String job, String name) {
        return String.valueOf(map(map(needs, job), "outputs").get(name));
    }

    /** Runs the job of a workflow, unless its condition does not hold. */
    JobEnd job(Path workflow, String name) throws IOException {
        Map<?, ?> job = (Map<?, ?>) map(document(workflow), "jobs").get(name);
        Job state = new Job();
        if (isSkipped(workflow, name)) {
            throw new AssertionError("job " + name + " is skipped");
        }
        state.steps((List<?>) job.get("steps"), Map.of(), Map.of());
        Map<String, Object> outputs = new HashMap<>();
        if (job.containsKey("outputs")) {
            map(job, "outputs")
                    .forEach((key, value) -> outputs.put(
                            key.toString(), state.expressions(Map.of()).text(value)));
        }
        needs.put(name, Map.of("outputs", outputs, "result", state.failed ? "failure" : "success"));
        return new JobEnd(state.failed, state.log.toString(), Folders.read(state.summary), state.exits);
    }

    /** Whether the condition of a job does not hold. */
    boolean isSkipped(Path workflow, String name) throws IOException {
        Map<?, ?> job = (Map<?, ?>) map(document(workflow), "jobs").get(name);
        return !new Job().expressions(Map.of()).holds(job.get("if"));
    }

    /** The artifact with this name. */
    Path artifact(String name) {
        return artifacts.get(name);
    }

    static Map<?, ?> document(Path file) throws IOException {
        return (Map<?, ?>) PlainYaml.documents(file).getFirst();
    }

    static Map<?, ?> map(Map<?, ?> parent, String key) {
        return (Map<?, ?>) parent.get(key);
    }

    /** The state of one job. */
    private final class Job {

        private final Path workspace = Folders.fresh(folder, "workspace");
        private final Path temporary = Folders.fresh(folder, "temp");
        private final Path summary = temporary.resolve("summary.md");
        private final StringBuilder log = new StringBuilder();
        private final List<Integer> exits = new ArrayList<>();
        private final Map<String, Object> outer = new HashMap<>();
        private boolean failed;

        private Job() {
            Folders.copy(checkout, workspace);
        }

        private Expressions expressions(Map<String, Object> more) {
            Map<String, Object> all = new HashMap<>(contexts);
            all.put("runner", Map.of("temp", temporary.toString()));
            all.put("needs", needs);
            all.put("steps", outer);
            all.putAll(more);
            return new Expressions(all, failed);
        }

        /** Runs steps, of the job or of the action; the outputs of those with an id. */
        private Map<String, Object> steps(List<?> steps, Map<String, Object> more, Map<String, String> environment) {
            Map<String, Object> inner = more.isEmpty() ? outer : new HashMap<>();
            for (Object each : steps) {
                Map<?, ?> step = (Map<?, ?>) each;
                Map<String, Object> known = new HashMap<>(more);
                known.put("steps", inner);
                Expressions expressions = expressions(known);
                if (!expressions.holds(step.get("if"))) {
                    continue;
                }
                Map<String, String> own = new HashMap<>(environment);
                if (step.containsKey("env")) {
                    map(step, "env").forEach((key, value) -> own.put(key.toString(), expressions.text(value)));
                }
                Map<String, String> with = new HashMap<>();
                if (step.containsKey("with")) {
                    map(step, "with").forEach((key, value) -> with.put(key.toString(), expressions.text(value)));
                }
                Map<String, Object> outputs = step.containsKey("run")
                        ? script(step, own)
                        : uses(step.get("uses").toString(), with, own);
                if (step.containsKey("id")) {
                    inner.put(step.get("id").toString(), Map.of("outputs", outputs));
                }
            }
            return inner;
        }

        private Map<String, Object> uses(String action, Map<String, String> with, Map<String, String> environment) {
            switch (action.replaceFirst("@[0-9a-f]{40}$", "")) {
                case "actions/checkout" -> {}
                case "actions/upload-artifact" -> upload(with.get("name"), Path.of(with.get("path")));
                case "actions/download-artifact" -> {
                    Map<String, Path> there =
                            with.containsKey("run-id") ? otherRuns.get(with.get("run-id")).artifacts : artifacts;
                    download(there, with.get("name"), Path.of(with.get("path")));
                }
                case "your-org/verdigris/packaging/ci/github" -> {
                    return composite(with, environment);
                }
                default -> throw new AssertionError("not an action of the examples, or not pinned: " + action);
            }
            return Map.of();
        }

        private void upload(String name, Path path) {
            if (Files.exists(path)) {
                Path artifact = Folders.fresh(folder, "artifact");
                Folders.copy(path, artifact);
                artifacts.put(name, artifact);
            }
        }

        private void download(Map<String, Path> there, String name, Path path) {
            if (there.containsKey(name)) {
                Folders.copy(there.get(name), path);
            } else {
                log.append("Artifact not found for name: ").append(name).append('\n');
                failed = true;
            }
        }

        private Map<String, Object> composite(Map<String, String> with, Map<String, String> environment) {
            try {
                Map<?, ?> action = document(ACTION.resolve("action.yml"));
                Map<String, Object> inputs = new HashMap<>();
                map(action, "inputs").forEach((key, input) -> {
                    Object standard = ((Map<?, ?>) input).get("default");
                    inputs.put(
                            key.toString(),
                            with.getOrDefault(
                                    key,
                                    standard == null
                                            ? ""
                                            : expressions(Map.of()).text(standard)));
                });
                if (!inputs.keySet().containsAll(with.keySet())) {
                    throw new AssertionError("inputs that the action does not have: " + with.keySet());
                }
                // There is no release to download yet, so the launcher is on the path.
                inputs.put("archive", "");
                Map<String, Object> steps =
                        steps((List<?>) map(action, "runs").get("steps"), Map.of("inputs", inputs), environment);
                Map<String, Object> outputs = new HashMap<>();
                map(action, "outputs")
                        .forEach((key, output) -> outputs.put(
                                key.toString(),
                                expressions(Map.of("steps", steps)).text(((Map<?, ?>) output).get("value"))));
                return outputs;
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private Map<String, Object> script(Map<?, ?> step, Map<String, String> environment) {
            String text = step.get("run").toString();
            if (text.contains("${{")) {
                throw new AssertionError("an expression in a script: " + text);
            }
            List<String> shell = switch (String.valueOf(step.get("shell"))) {
                case "sh" -> List.of("sh", "-e", "{0}");
                case "bash" -> List.of("bash", "--noprofile", "--norc", "-eo", "pipefail", "{0}");
                default -> throw new AssertionError("a shell that a composite action must name: " + step);
            };
            Path output = temporary.resolve("output");
            Map<String, String> all = new HashMap<>(variables);
            all.put("GITHUB_ACTIONS", "true");
            all.put("GITHUB_WORKSPACE", workspace.toString());
            all.put("GITHUB_ACTION_PATH", ACTION.toString());
            all.put("GITHUB_OUTPUT", output.toString());
            all.put("GITHUB_STEP_SUMMARY", summary.toString());
            all.put("GITHUB_EVENT_PATH", event().toString());
            all.put("RUNNER_TEMP", temporary.toString());
            all.putAll(environment);
            try {
                Files.deleteIfExists(output);
                Script.Ended end = Script.run(workspace, shell, text, all);
                log.append(end.out());
                exits.add(end.exit());
                failed |= end.exit() != 0;
                Map<String, Object> outputs = new HashMap<>();
                Folders.read(output).lines().forEach(line -> {
                    int equals = line.indexOf('=');
                    outputs.put(line.substring(0, equals), line.substring(equals + 1));
                });
                return outputs;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private Path event() {
            try {
                Object event = ((Map<?, ?>) contexts.get("github")).get("event");
                return Files.write(temporary.resolve("event.json"), JSON.writeValueAsBytes(event));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
