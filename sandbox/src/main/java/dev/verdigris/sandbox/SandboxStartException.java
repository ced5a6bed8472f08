package dev.verdigris.sandbox;

import java.io.IOException;

/** A sandbox could not be started; nothing is left running. */
public final class SandboxStartException extends IOException {

    private static final long serialVersionUID = 1L;

    SandboxStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
