package dev.verdigris.e2e.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** What exists before the first model of the auction house. */
final class AuctionBase {

    private AuctionBase() {}

    /** Creates it on the server with the URL, as {@code setup.sql} of an example says. */
    static void create(String url, Path example) throws Exception {
        String[] parts = url.replaceFirst("postgres://", "").split("@", 2);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + parts[1] + (parts[1].contains("?") ? "&" : "?")
                                + "preferQueryMode=simple&sslmode=disable",
                        parts[0],
                        "");
                Statement statement = connection.createStatement()) {
            for (String sql : Files.readString(example.resolve("setup.sql"))
                    .replaceAll("(?m)--.*$", "")
                    .split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }
}
