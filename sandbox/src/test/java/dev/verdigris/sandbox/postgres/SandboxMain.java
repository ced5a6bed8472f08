package dev.verdigris.sandbox.postgres;

import java.nio.file.Path;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;

/** A separate Java process that runs one sandbox until it is killed. Argument: the data directory, if it has one. */
final class SandboxMain {

    private SandboxMain() {}

    public static void main(String[] arguments) throws Exception {
        SandboxConfig config = SandboxConfig.defaults();
        for (String data : arguments) {
            config = config.withDataDirectory(Path.of(data));
        }
        try (Sandbox sandbox = Sandbox.start(config)) {
            System.out.println("READY " + sandbox.internalJdbcUrl());
            for (int next = System.in.read(); next >= 0; next = System.in.read()) {
                System.out.println("ignored " + next);
            }
        }
    }
}
