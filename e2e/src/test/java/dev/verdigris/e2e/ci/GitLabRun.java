package dev.verdigris.e2e.ci;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pipeline as GitLab runs it: each job has its own checkout and gets the artifacts of the jobs that it needs. */
final class GitLabRun {

    private static final List<String> SHELL = List.of("bash", "-eo", "pipefail", "{0}");

    private final Path folder;
    private final Path checkout;
    private final Component component;
    private final Map<String, String> variables;
    private final Map<String, Path> artifacts = new HashMap<>();

    GitLabRun(Path folder, Path checkout, Component component, Map<String, String> variables) {
        this.folder = folder;
        this.checkout = checkout;
        this.component = component;
        this.variables = new HashMap<>(variables);
    }

    /** Runs a job that a person starts with variables of its own. */
    Script.Ended job(String name, Map<String, String> given) {
        Map<String, String> before = Map.copyOf(variables);
        variables.putAll(given);
        try {
            return job(name);
        } finally {
            variables.clear();
            variables.putAll(before);
        }
    }

    /** Runs a job: its script after the script before it, then the script after it in a shell of its own. */
    Script.Ended job(String name) {
        Map<String, Object> job = component.job(name);
        Path directory = Folders.fresh(folder, "project");
        Folders.copy(checkout, directory);
        if (job.get("needs") instanceof List<?> needs) {
            needs.stream().filter(artifacts::containsKey).forEach(need -> Folders.copy(artifacts.get(need), directory));
        }
        Map<String, String> all = new HashMap<>();
        ((Map<?, ?>) job.get("variables")).forEach((key, value) -> all.put(key.toString(), value.toString()));
        all.put("GITLAB_CI", "true");
        all.put("CI_PROJECT_DIR", directory.toString());
        all.put("CI_JOB_ID", directory.getFileName().toString());
        // Variables of the project and of a start by hand win over those of the job.
        all.putAll(variables);
        Script.Ended end = Script.run(
                directory,
                SHELL,
                String.join("\n", Component.lines(job, "before_script"))
                        + "\n"
                        + String.join("\n", Component.lines(job, "script")),
                all);
        Script.Ended after = Script.run(directory, SHELL, String.join("\n", Component.lines(job, "after_script")), all);
        Path artifact = Folders.fresh(folder, "artifact");
        ((List<?>) ((Map<?, ?>) job.get("artifacts")).get("paths")).forEach(path -> {
            Path kept = directory.resolve(path.toString());
            if (Files.exists(kept)) {
                Folders.copy(kept, artifact.resolve(path.toString()));
            }
        });
        artifacts.put(name, artifact);
        return new Script.Ended(end.exit(), end.out() + after.out());
    }

    /** The artifacts of a job. */
    Path artifact(String job) {
        return artifacts.get(job);
    }
}
