package dev.verdigris.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The files of the Debian package, in the places of the system.
 *
 * @param installation an installation with a runtime
 * @param system the root of the package's files
 * @param version the version of the build
 * @param licenses the page about the licenses of all parts
 */
record DebianFiles(Tree installation, Tree system, String version, String licenses) {

    /** Parts of an installation that have other places in a system. */
    private static final List<String> ELSEWHERE = List.of("man", "completions", "licenses", "README.md");

    private static final Map<String, String> COMPLETIONS = Map.of(
            "completions/bash/verdigris", "usr/share/bash-completion/completions/verdigris",
            "completions/zsh/_verdigris", "usr/share/zsh/vendor-completions/_verdigris",
            "completions/fish/verdigris.fish", "usr/share/fish/vendor_completions.d/verdigris.fish");

    private static final String CHANGES = """
            verdigris (%s) unstable; urgency=medium

              * The file CHANGELOG.md of the project lists the changes.

             -- The Verdigris developers <verdigris@example.com>  %s
            """;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** The package contains its own runtime, and jars that no other package shares. */
    private static final String OVERRIDES = """
            verdigris: unstripped-binary-or-object *
            verdigris: embedded-library *
            verdigris: jar-not-in-usr-share *
            verdigris: codeless-jar *
            verdigris: bash-completion-with-hashbang *
            """;

    /** Lays them out. */
    void lay(Instant time) throws IOException {
        for (Path file : installation.all().filter(Files::isRegularFile).toList()) {
            String name = installation.root().relativize(file).toString();
            if (name.startsWith("man/")) {
                Stage.gzip(file, system.place("usr/share/" + name + ".gz"));
            } else if (COMPLETIONS.containsKey(name)) {
                system.copy(file, COMPLETIONS.get(name));
            } else if (ELSEWHERE.stream().noneMatch(name::startsWith) && !name.endsWith(".cmd")) {
                system.copy(file, "usr/lib/verdigris/" + name);
            }
        }
        String documents = "usr/share/doc/verdigris/";
        system.write(documents + "copyright", copyright());
        // The changes of the program are on its site. Debian asks for a file of its own form.
        Path changes = system.place(documents + "changelog");
        Files.writeString(changes, CHANGES.formatted(version.replace("-SNAPSHOT", "~SNAPSHOT"), DATE.format(time)));
        Stage.gzip(changes, system.place(documents + "changelog.gz"));
        Files.delete(changes);
        system.write("usr/share/lintian/overrides/verdigris", OVERRIDES);
        system.setTimes(time);
    }

    private String copyright() throws IOException {
        StringBuilder text = new StringBuilder("Verdigris has the Apache License 2.0, which is in"
                + " /usr/share/common-licenses/Apache-2.0.\nThe licenses of the Java runtime are in"
                + " /usr/lib/verdigris/runtime/legal.\n\n");
        text.append(licenses);
        try (var licenses = Files.list(installation.root().resolve("licenses"))) {
            for (Path license : licenses.filter(file -> file.toString().endsWith(".txt"))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList()) {
                text.append("\n---- ").append(license.getFileName()).append(" ----\n\n");
                text.append(Files.readString(license));
            }
        }
        return text.toString();
    }
}
