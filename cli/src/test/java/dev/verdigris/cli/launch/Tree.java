package dev.verdigris.cli.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A directory that looks like a clone or an installation, with the real launcher in it, fake JVMs beside it, and a PATH
 * that holds only the tools that the launcher may use.
 *
 * <pre>
 * root/tree/verdigris            the launcher under test
 * root/tree/cli/target/verdigris what the build lays out
 * root/bin                       the PATH
 * root/home                      HOME
 * root/jvm/NAME                  fake Java homes
 * </pre>
 */
final class Tree {

    private static final List<String> TOOLS = List.of(
            "cat", "chmod", "cp", "find", "ls", "mkdir", "mv", "ps", "readlink", "rm", "sleep", "tail", "touch");

    private final Path root;
    private final Map<String, String> variables = new HashMap<>();

    Tree(Path root) {
        this.root = root;
        copyLauncher();
        for (String tool : TOOLS) {
            // No link, for links that lead out of a temporary directory make JUnit wary when it removes it.
            script("bin/" + tool, "exec " + realTool(tool) + " \"$@\"\n");
        }
        variables.put("PATH", root.resolve("bin").toString());
        variables.put("HOME", directory("home").toString());
        variables.put("VERDIGRIS_JVM_ROOTS", directory("jvm").toString());
        // Without a class archive, because its writer would outlive the start.
        variables.put("VERDIGRIS_JAVA_OPTS", "-Xshare:auto");
    }

    private void copyLauncher() {
        try {
            Path launcher = Path.of(System.getProperty("project.root")).resolve("verdigris");
            Files.createDirectories(root.resolve("tree"));
            Files.copy(
                    launcher,
                    root.resolve("tree/verdigris"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path realTool(String tool) {
        for (String directory : List.of("/bin", "/usr/bin")) {
            Path path = Path.of(directory, tool);
            if (Files.isExecutable(path)) {
                return path;
            }
        }
        throw new IllegalStateException("this machine lacks " + tool);
    }

    Path path(String relative) {
        return root.resolve(relative);
    }

    Path directory(String relative) {
        try {
            return Files.createDirectories(root.resolve(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tree file(String relative, String text) {
        try {
            Path file = root.resolve(relative);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tree script(String relative, String text) {
        file(relative, "#!/bin/sh\n" + text);
        return permissions(relative, "rwxr-xr-x");
    }

    Tree permissions(String relative, String permissions) {
        try {
            Files.setPosixFilePermissions(root.resolve(relative), PosixFilePermissions.fromString(permissions));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tree link(String relative, Path target) {
        try {
            Path link = root.resolve(relative);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, target);
            return this;
        } catch (FileAlreadyExistsException e) {
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves a file's time, so that "newer" needs no waiting. */
    Tree modified(String relative, Instant when) {
        try {
            Files.setLastModifiedTime(root.resolve(relative), FileTime.from(when));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Java home whose java only says who it is and what it was given. */
    Tree java(String relative, String version) {
        script(relative + "/bin/java", "echo \"ran $0\"\nfor a in \"$@\"; do printf '<%s>\\n' \"$a\"; done\n");
        return file(
                relative + "/release",
                "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\nJAVA_RUNTIME_VERSION=\"" + version + "+1\"\n");
    }

    /** What a finished build leaves. */
    Tree built() {
        file("tree/cli/target/verdigris/lib/verdigris-cli.jar", "");
        return file("tree/cli/target/verdigris/classpath", "lib/a.jar:lib/b.jar");
    }

    /** Sources, so that the tree is a clone and not an installation. */
    Tree sources() {
        file("tree/pom.xml", "<project/>");
        file("tree/cli/pom.xml", "<project/>");
        return file("tree/cli/src/main/java/A.java", "class A {}");
    }

    Tree with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Tree without(String variable) {
        variables.remove(variable);
        return this;
    }

    /** Starts the launcher. */
    Process start(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
            builder.environment().clear();
            builder.environment().putAll(variables);
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs the launcher as a user who may read everything and write nothing in {@code directories}. Root may write
     * anywhere, so a test that runs as root becomes another user, or is skipped where {@code setpriv} is missing.
     */
    Ran runAsReader(List<String> directories, String... arguments) {
        boolean asRoot = System.getProperty("user.name").equals("root");
        Path setpriv = Path.of("/usr/bin/setpriv");
        assumeThat(!asRoot || Files.isExecutable(setpriv))
                .as("root may write anywhere, and there is no setpriv to become another user")
                .isTrue();
        List<String> existing = directories.stream()
                .filter(directory -> Files.exists(path(directory)))
                .toList();
        existing.forEach(directory -> permissions(directory, "r-xr-xr-x"));
        List<String> command = new ArrayList<>();
        if (asRoot) {
            command.addAll(List.of(setpriv.toString(), "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.add(root.resolve("tree/verdigris").toString());
        command.addAll(List.of(arguments));
        Ran ran = Ran.of(start(command));
        existing.forEach(directory -> permissions(directory, "rwxr-xr-x"));
        return ran;
    }

    /** Runs the launcher to its end. */
    Ran run(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("tree/verdigris").toString()));
        command.addAll(List.of(arguments));
        return Ran.of(start(command));
    }

    /**
     * A run that has ended.
     *
     * @param exit the exit code
     * @param out all of stdout
     * @param err all of stderr
     */
    record Ran(int exit, String out, String err) {

        static Ran of(Process process) {
            try {
                // Both streams are short, so reading one after the other cannot block the process.
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Ran(process.waitFor(), out, err);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }
}
