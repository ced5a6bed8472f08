package dev.verdigris.sandbox.junit;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a sandbox to every test, constructor and lifecycle method that has a parameter of type {@link Sandbox}:
 *
 * <pre>{@code
 * @ExtendWith(SandboxExtension.class)
 * class OrdersTest {
 *     @Test
 *     void countsOrders(Sandbox sandbox) throws SQLException {
 *         try (Connection connection = DriverManager.getConnection(sandbox.jdbcUrl())) { … }
 *     }
 * }
 * }</pre>
 *
 * <p>With other settings: {@code @RegisterExtension static final SandboxExtension SANDBOX = new
 * SandboxExtension(SandboxConfig.defaults().withMinimumHydration(…))}.
 *
 * <p>All tests of a class, and of the classes nested in it, share one sandbox, with what they made in it. It starts
 * when it is first asked for and stops after the last test of the class. Injected faults end before each test.
 */
public final class SandboxExtension implements BeforeEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SandboxExtension.class);

    private final SandboxConfig config;

    /** With the sandbox's defaults: any port, nothing kept. */
    public SandboxExtension() {
        this(SandboxConfig.defaults());
    }

    /** With other settings. */
    public SandboxExtension(SandboxConfig config) {
        this.config = config;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Sandbox running = store(context).get(Sandbox.class, Sandbox.class);
        if (running != null) {
            running.endFaults();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sandbox.class;
    }

    /**
     * The sandbox of the test's class.
     *
     * @throws ParameterResolutionException if it does not start
     */
    @Override
    public Sandbox resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = store(context);
        synchronized (NAMESPACE) {
            Sandbox running = store.get(Sandbox.class, Sandbox.class);
            if (running == null) {
                running = start();
                // JUnit closes what is stored when the tests of the class have ended.
                store.put(Sandbox.class, running);
            }
            return running;
        }
    }

    private Sandbox start() {
        try {
            return Sandbox.start(config);
        } catch (SandboxStartException failed) {
            throw new ParameterResolutionException(String.valueOf(failed.getMessage()), failed);
        }
    }

    /** Of the outermost class, so that nested ones share it. */
    private static Store store(ExtensionContext context) {
        ExtensionContext outermost = context;
        for (ExtensionContext next = context;
                next.getTestClass().isPresent();
                next = next.getParent().orElseThrow()) {
            outermost = next;
        }
        return outermost.getStore(NAMESPACE);
    }
}
