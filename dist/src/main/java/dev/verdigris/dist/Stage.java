package dev.verdigris.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;

import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Lays out the files of an installation, from what Maven has built.
 *
 * @param root the root of the repository
 * @param installation where the files of an installation are written
 * @param version the version of the build
 * @param time the time that all files get
 */
record Stage(Path root, Tree installation, String version, Instant time) {

    private static final List<String> OF_EXAMPLES = List.of(".md", ".sql", ".yml");

    /**
     * Writes {@code verdigris}, an installation with a runtime, {@code portable} and {@code image}, the files that are
     * different in an archive without a runtime and in an image, and {@code deb}, the files of the Debian package.
     *
     * @param args the root of the repository, the directory to write, the version, and the time of all files
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Path.of(args[1]);
        new Tree(directory).emptied();
        Stage stage = new Stage(
                Path.of(args[0]), new Tree(directory.resolve("verdigris")).emptied(), args[2], Instant.parse(args[3]));
        stage.lay();
        Licenses licenses = stage.licenses();
        stage.withoutRuntime(new Tree(directory.resolve("portable")), licenses);
        new Tree(directory.resolve("image")).write("licenses/README.md", licenses.ofImage());
        new DebianFiles(
                        stage.installation,
                        new Tree(directory.resolve("deb")).emptied(),
                        stage.version,
                        licenses.ofDebianPackage())
                .lay(stage.time);
    }

    private void lay() throws IOException, InterruptedException {
        installation.copy(root.resolve("verdigris"), "bin/verdigris");
        installation.executable("bin/verdigris");
        installation.copy(root.resolve("dist/src/windows/verdigris.cmd"), "bin/verdigris.cmd");
        libraries();
        installation.copy(root.resolve("LICENSE"), "licenses/LICENSE");
        installation.copyAll(root.resolve("packaging/pip/licenses"), "licenses", List.of(".txt"));
        installation.write("licenses/README.md", licenses().withRuntime());
        installation.copyAll(root.resolve("docs/schema"), "schemas", List.of(".json"));
        installation.copyAll(root.resolve("examples/auction"), "examples/auction", OF_EXAMPLES);
        installation.copy(root.resolve("dist/src/README.md"), "README.md");
        texts();
        RuntimeImage runtime = new RuntimeImage(installation);
        runtime.link();
        parts(licenses()).addRuntime(installation.root().resolve("runtime")).write(installation.place("sbom.cdx.json"));
        installation.setTimes(time);
        runtime.train();
        installation.setTimes(time);
    }

    /** The jars, their order, and a digest of them, by which the launcher knows that another version was installed. */
    private void libraries() throws IOException {
        Path layout = root.resolve("cli/target/verdigris");
        installation.copyAll(layout.resolve("lib"), "lib", List.of(".jar"));
        installation.copy(layout.resolve("classpath"), "lib/classpath");
        MessageDigest digest = sha256();
        List<Path> jars = new Tree(installation.root().resolve("lib"))
                .all()
                .filter(Files::isRegularFile)
                .sorted()
                .toList();
        for (Path jar : jars) {
            digest.update(Files.readAllBytes(jar));
        }
        installation.write("lib/build", HexFormat.of().formatHex(digest.digest(), 0, 8) + "\n");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private Licenses licenses() throws IOException {
        return Licenses.read(root.resolve("packaging/pip/README.md"));
    }

    private Sbom parts(Licenses licenses) throws IOException {
        Path libraries = installation.root().resolve("lib");
        return Sbom.read(root.resolve("cli/target/bom.json"))
                .installed(libraries)
                .addPostgres(PostgresParts.read(libraries, licenses.ofPostgres()));
    }

    private void withoutRuntime(Tree portable, Licenses licenses) throws IOException {
        portable.write("licenses/README.md", licenses.ofArchive());
        parts(licenses).write(portable.place("sbom.cdx.json"));
        portable.setTimes(time);
    }

    private void texts() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Tools.run(
                installation.root(),
                Map.of(),
                List.of(
                        java,
                        "-cp",
                        installation.root().resolve("lib") + "/*",
                        "dev.verdigris.cli.install.InstallationTexts",
                        installation.root().toString(),
                        time.toString().substring(0, 10)));
    }

    /** Compresses a file. The result does not depend on the time. */
    static void gzip(Path from, Path to) throws IOException {
        GzipParameters smallest = new GzipParameters();
        smallest.setCompressionLevel(Deflater.BEST_COMPRESSION);
        try (OutputStream out = new GzipCompressorOutputStream(Files.newOutputStream(to), smallest)) {
            Files.copy(from, out);
        }
    }
}
