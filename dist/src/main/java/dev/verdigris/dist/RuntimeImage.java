package dev.verdigris.dist;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Java runtime of an installation, and its archive of classes.
 *
 * @param installation the tree with {@code lib}
 */
record RuntimeImage(Tree installation) {

    /** What jdeps cannot see, because no class names it: further algorithms of certificates and character sets. */
    private static final Set<String> UNSEEN = Set.of("jdk.crypto.ec", "jdk.charsets");

    private static final Pattern URL = Pattern.compile("postgres://[^ '\"]+");

    /** The exit code of the plan: the sandbox is empty, so the schemas of the example are missing. */
    private static final int MISSING = 2;

    /** Makes the runtime of the modules that the jars need. */
    void link() throws IOException {
        Tools.jdk(
                "jlink",
                "--add-modules",
                String.join(",", modules()),
                // "--strip-debug" would need objcopy.
                "--strip-java-debug-attributes",
                "--no-man-pages",
                "--no-header-files",
                "--generate-cds-archive",
                "--compress",
                "zip-6",
                "--output",
                installation.root().resolve("runtime").toString());
        // An archive for heaps of more than 32 GB.
        Files.deleteIfExists(installation.root().resolve("runtime/lib/server/classes_nocoops.jsa"));
    }

    /** The modules that the jars need. */
    private Set<String> modules() throws IOException {
        String release = Integer.toString(Runtime.version().feature());
        String seen = Tools.jdk(
                "jdeps",
                "--ignore-missing-deps",
                "--print-module-deps",
                "--multi-release",
                release,
                "--class-path",
                classPath(),
                installation.root().resolve("lib/verdigris-cli.jar").toString());
        Set<String> modules = new TreeSet<>(UNSEEN);
        modules.addAll(List.of(seen.strip().split(",")));
        return modules;
    }

    private String classPath() throws IOException {
        try (var jars = Files.list(installation.root().resolve("lib"))) {
            return jars.map(Path::toString)
                    .filter(jar -> jar.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /**
     * Writes the archive of the classes that {@code plan deploy} loads. The launcher starts that run, so the archive has
     * the class path and the options of every later start. The sandbox is another process: the manifest of a jar that it
     * reads forbids to load a package from two places, and an archive never has all classes of it.
     */
    void train() throws IOException, InterruptedException {
        Path archive = installation.root().resolve("lib/verdigris.jsa");
        String launcher = installation.root().resolve("bin/verdigris").toString();
        ProcessBuilder builder =
                new ProcessBuilder(launcher, "sandbox", "--port", "0").redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("VERDIGRIS_JAVA_HOME", "", "VERDIGRIS_JAVA_OPTS", "-Xshare:auto"));
        Process sandbox = builder.start();
        try (BufferedReader out = sandbox.inputReader(StandardCharsets.UTF_8)) {
            Tools.run(
                    installation.root().resolve("examples/auction"),
                    Map.of(
                            "VERDIGRIS_JAVA_HOME",
                            "",
                            "VERDIGRIS_JAVA_OPTS",
                            "-XX:ArchiveClassesAtExit=" + archive,
                            "VERDIGRIS_URL",
                            url(out)),
                    MISSING,
                    List.of(launcher, "plan", "deploy"));
        } finally {
            sandbox.destroy();
            sandbox.waitFor();
        }
        if (!Files.isRegularFile(archive)) {
            throw new IllegalStateException("The runtime wrote no archive of classes to " + archive);
        }
    }

    private static String url(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher url = URL.matcher(line);
            if (url.find()) {
                return url.group();
            }
        }
        throw new IllegalStateException("The sandbox ended before it named its address.");
    }
}
