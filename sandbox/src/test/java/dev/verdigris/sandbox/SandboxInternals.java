package dev.verdigris.sandbox;

import java.util.function.LongConsumer;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.server.ClientLimits;

/** Parts of a sandbox for the tests of this module, which users do not need. */
public final class SandboxInternals {

    private SandboxInternals() {}

    /** Starts a sandbox with other limits for its clients. */
    public static Sandbox start(ClientLimits limits) throws SandboxStartException {
        return Sandbox.start(SandboxConfig.defaults(), limits);
    }

    /** A connection to the sandbox's PostgreSQL that bypasses the dialect; the caller closes it. */
    public static BackendConnection openBackend(Sandbox sandbox) {
        return sandbox.openBackend("test");
    }

    /** Reports the revision of every later change of the catalog. */
    public static void onCatalogChange(Sandbox sandbox, LongConsumer listener) {
        sandbox.catalogState().addListener(listener::accept);
    }
}
