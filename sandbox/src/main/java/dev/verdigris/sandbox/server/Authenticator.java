package dev.verdigris.sandbox.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/** How a client proves who it is. */
public sealed interface Authenticator {

    /** No proof: every user may log in, as on a Materialize with the authenticator None. */
    record Trust() implements Authenticator {}

    /**
     * By a clear-text password.
     *
     * @param passwords by user name; other users cannot log in
     */
    record Passwords(Map<String, String> passwords) implements Authenticator {
        public Passwords {
            passwords = Map.copyOf(passwords);
        }

        boolean accepts(String user, String password) {
            String expected = passwords.get(user);
            return expected != null
                    && MessageDigest.isEqual(
                            expected.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "Passwords" + passwords.keySet();
        }
    }
}
