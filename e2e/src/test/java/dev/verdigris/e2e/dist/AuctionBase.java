package dev.verdigris.e2e.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** What exists before the first model of the auction house. */
final class AuctionBase {

    private static final Path SETUP =
            Path.of(System.getProperty("project.root")).resolve("examples/auction/setup.sql");

    private AuctionBase() {}

    /** Creates it on the server with the URL. */
    static void create(String url) throws Exception {
        String[] parts = url.replaceFirst("postgres://", "").split("@", 2);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + parts[1] + (parts[1].contains("?") ? "&" : "?")
                                + "preferQueryMode=simple&sslmode=disable",
                        parts[0],
                        "");
                Statement statement = connection.createStatement()) {
            for (String sql :
                    Files.readString(SETUP).replaceAll("(?m)--.*$", "").split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }
}
