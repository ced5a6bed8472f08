package dev.verdigris.cli.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.verdigris.cli.output.ProcessContext;

/** All commands by name, in the order of help. */
final class Commands {

    private static final Map<String, Function<ProcessContext, Object>> MAKERS = makers();

    private Commands() {}

    private static Map<String, Function<ProcessContext, Object>> makers() {
        Map<String, Function<ProcessContext, Object>> makers = new LinkedHashMap<>();
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

    /** New commands for one run, by name. */
    static Map<String, Object> all(ProcessContext context) {
        Map<String, Object> commands = new LinkedHashMap<>();
        MAKERS.forEach((name, maker) -> commands.put(name, maker.apply(context)));
        return commands;
    }
}
