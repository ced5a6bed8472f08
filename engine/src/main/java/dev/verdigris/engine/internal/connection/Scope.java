package dev.verdigris.engine.internal.connection;

import java.util.function.Supplier;

/**
 * What holds for the statements between its begin and its end. It does not call the work itself, so that nothing stands
 * between a verb and its statements. The code that begins it ends it in a {@code finally} block.
 */
@FunctionalInterface
public interface Scope {

    /** Nothing holds. */
    Scope NONE = () -> {};

    /** Ends it. */
    void end();

    /** Begins another scope within this one, and returns both as one. If that fails, this one ends. */
    default Scope around(Supplier<Scope> begin) {
        Scope inner;
        try {
            inner = begin.get();
        } catch (RuntimeException failure) {
            end();
            throw failure;
        }
        return () -> {
            inner.end();
            end();
        };
    }
}
