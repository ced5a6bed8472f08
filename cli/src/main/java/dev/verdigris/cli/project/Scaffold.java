package dev.verdigris.cli.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.verdigris.cli.output.CommandText;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.engine.connection.ConnectionSettings;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The files of a new project.
 *
 * @param kind the builder of the models
 * @param name the beginning of the names of schemas and clusters: lower-case letters, digits and underscores
 * @param database the database of the schemas
 */
record Scaffold(Kind kind, String name, Identifier database) {

    /** The form of a name. The server reserves other beginnings, and a longer name leaves no room for suffixes. */
    static final Pattern NAME = Pattern.compile("(?!mz_|pg_)[a-z][a-z0-9_]{0,63}");

    private static final String FALLBACK = "project";

    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    /** Who builds the models. */
    enum Kind {
        /** Files of plain SQL. */
        SQL(
                "sql",
                Map.of(
                        "verdigris.yml", "verdigris.yml",
                        "setup.sql", "setup.sql",
                        "README.md", "README.md",
                        ".gitignore", "gitignore",
                        "checks/revenue_is_positive.sql", "revenue_is_positive.sql",
                        "models/@NAME@_marts/large_orders.sql", "large_orders.sql",
                        "models/@NAME@_marts/revenue.sql", "revenue.sql")),
        /** A project of dbt. */
        DBT(
                "dbt",
                Map.of(
                        "dbt_project.yml", "dbt_project.yml",
                        "profiles.yml", "profiles.yml",
                        "requirements.txt", "requirements.txt",
                        "setup.sql", "setup.sql",
                        "README.md", "README.md",
                        ".gitignore", "gitignore",
                        "checks/revenue_is_positive.sql", "revenue_is_positive.sql",
                        "models/sources.yml", "sources.yml",
                        "models/marts/large_orders.sql", "large_orders.sql",
                        "models/marts/revenue.sql", "revenue.sql"));

        private final String directory;
        private final Map<String, String> files;

        Kind(String directory, Map<String, String> files) {
            this.directory = directory;
            this.files = files;
        }

        /** The word of the option, which is also that of completions. */
        @Override
        public String toString() {
            return directory;
        }
    }

    /** The name for a directory, as near to its own as the form allows. */
    static String nameOf(String directory) {
        String folded = folded(directory);
        return namesProject(directory) ? folded : folded.isEmpty() ? FALLBACK : FALLBACK + "_" + folded;
    }

    /** Whether the name of the directory gives a name without a word before it. */
    static boolean namesProject(String directory) {
        return NAME.matcher(folded(directory)).matches();
    }

    private static String folded(String directory) {
        String folded = OTHER.matcher(directory.toLowerCase(Locale.ROOT)).replaceAll("_");
        String trimmed = folded.replaceAll("^_+|_+$", "");
        return trimmed.substring(0, Math.min(trimmed.length(), 56));
    }

    /** The text of each file by its path. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        kind.files.forEach((path, resource) -> files.put(filled(path), filled(template(resource))));
        return files;
    }

    private String template(String resource) {
        try (InputStream text = Scaffold.class.getResourceAsStream(kind.directory + "/" + resource)) {
            return new String(Optional.ofNullable(text).orElseThrow().readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("the template " + resource + " cannot be read", broken);
        }
    }

    private String filled(String text) {
        return text.replace("@NAME@", name)
                .replace("@URL_DATABASE@", urlDatabase())
                .replace("@SHELL_DATABASE@", CommandText.quoted(database.value()))
                .replace("@YAML_DATABASE@", ConfigText.word(database.value()))
                .replace("@ENVIRONMENT_DATABASE@\n", environmentDatabase())
                .replace("@CREATE_DATABASE@\n", createDatabase());
    }

    private String urlDatabase() {
        return ConfigText.encoded(database.value());
    }

    /** The database apart from the address, which a variable may replace. */
    private String environmentDatabase() {
        return isDefault() ? "" : "    database: " + ConfigText.word(database.value()) + "\n";
    }

    private boolean isDefault() {
        return database.value().equals(ConnectionSettings.DEFAULT_DATABASE);
    }

    private String createDatabase() {
        return isDefault() ? "\n" : "\n" + Ddl.createDatabase(database) + ";\n\n";
    }

    /** The commands from an empty server to the first release, which are those of the page of the project. */
    List<String> commands(String directory) {
        List<String> commands = new ArrayList<>(List.of("verdigris sandbox  # in another terminal, until Ctrl-C"));
        if (!directory.equals(".")) {
            commands.add("cd " + CommandText.quoted(directory));
        }
        switch (kind) {
            case SQL -> {
                commands.add("export VERDIGRIS_URL=postgres://materialize@127.0.0.1:6875/" + urlDatabase());
                commands.add("psql \"$VERDIGRIS_URL\" -v ON_ERROR_STOP=1 -f setup.sql");
                commands.add("verdigris deploy");
            }
            case DBT -> {
                commands.add("export MZ_HOST=127.0.0.1 MZ_PORT=6875");
                commands.add("psql -h $MZ_HOST -p $MZ_PORT -U ${MZ_USER:-materialize} "
                        + CommandText.quoted(database.value()) + " -v ON_ERROR_STOP=1 -f setup.sql");
                commands.add("verdigris deploy --exec 'dbt run'");
            }
        }
        commands.add("verdigris cleanup --yes");
        return commands;
    }
}
