package dev.verdigris.sandbox.backend;

import java.nio.file.Path;

/**
 * Where the sandbox's PostgreSQL is, and how to log in as its superuser.
 *
 * @param socket its unix-domain socket
 * @param user the superuser
 * @param password its password
 * @param database the one database that holds everything
 */
public record BackendAddress(Path socket, String user, String password, String database) {
    @Override
    public String toString() {
        return "BackendAddress[" + socket + "]";
    }
}
