package dev.verdigris.cli.command;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.verdigris.cli.output.Surroundings;

/**
 * All commands by name, in the order of help.
 *
 * <p>Reading the annotations of one command takes some milliseconds, so a run makes only those that its arguments may
 * mean.
 */
final class Commands {

    private static final Map<String, Function<Surroundings, Object>> MAKERS = makers();

    private Commands() {}

    private static Map<String, Function<Surroundings, Object>> makers() {
        Map<String, Function<Surroundings, Object>> makers = new LinkedHashMap<>();
        makers.put("deploy", DeployCommand::new);
        makers.put("init", InitCommand::new);
        makers.put("build", BuildCommand::new);
        makers.put("await", AwaitCommand::new);
        makers.put("check", CheckCommand::new);
        makers.put("promote", PromoteCommand::new);
        makers.put("rollback", RollbackCommand::new);
        makers.put("cleanup", CleanupCommand::new);
        makers.put("abort", AbortCommand::new);
        makers.put("status", StatusCommand::new);
        makers.put("plan", PlanCommand::new);
        makers.put("sandbox", SandboxCommand::new);
        makers.put("demo", DemoCommand::new);
        makers.put("explain", ExplainCommand::new);
        return Collections.unmodifiableMap(makers);
    }

    /** The names of all commands. */
    static List<String> names() {
        return List.copyOf(MAKERS.keySet());
    }

    /** The commands that {@code args} may mean: those that are named, or all if none is, for help and suggestions. */
    static Map<String, Object> meantBy(String[] args, Surroundings surroundings) {
        List<String> words = Arrays.asList(args);
        if (words.equals(List.of("--version")) || words.equals(List.of("-V"))) {
            return Map.of();
        }
        List<String> named = names().stream().filter(words::contains).toList();
        Map<String, Object> commands = new LinkedHashMap<>();
        for (String name : named.isEmpty() ? names() : named) {
            Function<Surroundings, Object> maker = MAKERS.get(name);
            if (maker != null) {
                commands.put(name, maker.apply(surroundings));
            }
        }
        return commands;
    }
}
