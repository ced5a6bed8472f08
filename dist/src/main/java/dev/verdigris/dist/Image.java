package dev.verdigris.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;

/**
 * Builds the image: the layout of OCI in one file, without a daemon.
 *
 * @param stage what {@link Stage} has written
 * @param target where the image is written
 * @param version the version of the build
 * @param time the time of all files in the image
 * @param source the address of the sources
 */
record Image(Path stage, Path target, String version, Instant time, String source) {

    private static final String HOME = "/opt/verdigris";
    private static final String USER = "10001:10001";
    private static final String TAR = "tar://";
    private static final String LABEL = "org.opencontainers.image.";

    /**
     * Builds it. Where none can be built, says so and leaves no image.
     *
     * @param args the directory of {@link Stage}, the directory to write, the version, the time, {@code base=} with the
     *     base or nothing, and the address of the sources
     */
    public static void main(String[] args) throws Exception {
        Image image = new Image(Path.of(args[0]), Path.of(args[1]), args[2], Instant.parse(args[3]), args[5]);
        Files.deleteIfExists(image.file());
        Files.deleteIfExists(image.list());
        String base = args[4].substring("base=".length());
        if (!System.getProperty("os.name").equals("Linux")) {
            System.out.println("verdigris: no image was built, because the runtime and the PostgreSQL of this build are"
                    + " those of " + System.getProperty("os.name") + ". Build the image on Linux.");
        } else if (base.isEmpty() && !BaseImage.isPossible()) {
            System.out.println("verdigris: no image was built, because mmdebstrap is not installed. Install it (apt"
                    + " install mmdebstrap). " + BaseImage.WITHOUT);
        } else {
            image.build(base);
        }
    }

    private Path file() {
        return target.resolve("verdigris-" + version + "-image.tar");
    }

    private Path list() {
        return target.resolve("verdigris-" + version + "-image.cdx.json");
    }

    private void build(String base)
            throws IOException, InterruptedException, InvalidImageReferenceException, RegistryException,
                    CacheDirectoryCreationException, ExecutionException {
        Sbom sbom = Sbom.read(stage.resolve("verdigris/sbom.cdx.json")).inImage(version);
        String architecture =
                System.getProperty("os.arch").replace("aarch64", "arm64").replace("x86_64", "amd64");
        JibContainerBuilder builder = below(base, architecture, sbom);
        builder.setFormat(ImageFormat.OCI)
                .setPlatforms(Set.of(new Platform(architecture, "linux")))
                .setCreationTime(time)
                .setUser(USER)
                .setWorkingDirectory(AbsoluteUnixPath.get("/work"))
                .setEnvironment(new TreeMap<>(
                        Map.of("HOME", "/home/verdigris", "LC_ALL", "C.UTF-8", "PATH", HOME + "/bin:/usr/bin:/bin")))
                .setLabels(labels())
                .setEntrypoint(List.of(HOME + "/bin/verdigris"))
                .setFileEntriesLayers(List.of(user(), installation("runtime", true), installation("verdigris", false)))
                .containerize(Containerizer.to(TarImage.at(file()).named("verdigris:" + version))
                        .setBaseImageLayersCache(stage.resolve("layers"))
                        .setApplicationLayersCache(stage.resolve("layers"))
                        .setToolName("verdigris")
                        .setToolVersion(version));
        sbom.write(list());
    }

    /** The image below ours. The parts of one that this program makes are added to the list. */
    private JibContainerBuilder below(String base, String architecture, Sbom sbom)
            throws IOException, InterruptedException, InvalidImageReferenceException {
        if (base.startsWith(TAR)) {
            return Jib.from(TarImage.at(Path.of(base.substring(TAR.length()))));
        }
        if (!base.isEmpty()) {
            return Jib.from(base);
        }
        Path files = stage.resolve("base.tar");
        BaseImage.bootstrap(files, time);
        sbom.addDebianPackages(BaseImage.status(files), BaseImage.distribution(files));
        Path wrapped = stage.resolve("base-image.tar");
        BaseImage.wrap(files, wrapped, architecture, time);
        return Jib.from(TarImage.at(wrapped));
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        labels.put(LABEL + "title", "verdigris");
        labels.put(LABEL + "version", version);
        labels.put(LABEL + "licenses", "Apache-2.0");
        labels.put(LABEL + "source", source);
        return labels;
    }

    /** PostgreSQL runs only for a user that has a name, and never for root. */
    private FileEntriesLayer user() throws IOException {
        Path passwd = Files.writeString(
                stage.resolve("passwd"),
                "root:x:0:0:root:/root:/bin/sh\nverdigris:x:10001:10001:Verdigris:/home/verdigris:/bin/sh\n");
        Path group = Files.writeString(stage.resolve("group"), "root:x:0:\nverdigris:x:10001:\n");
        Path empty = Files.createDirectories(stage.resolve("empty"));
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("user");
        add(layer, passwd, "/etc/passwd", "644", "0:0");
        add(layer, group, "/etc/group", "644", "0:0");
        add(layer, empty, "/home/verdigris", "755", USER);
        add(layer, empty, "/work", "755", USER);
        return layer.build();
    }

    /** A layer of the runtime, which changes rarely, or one of all other files. */
    private FileEntriesLayer installation(String name, boolean runtime) throws IOException {
        Path root = stage.resolve("verdigris");
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        for (Path file : new Tree(root).all().sorted().toList()) {
            String below = root.relativize(file).toString();
            if (below.startsWith("runtime") == runtime && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                Path own = stage.resolve("image").resolve(below);
                String mode = Files.isExecutable(file) ? "755" : "644";
                add(layer, Files.exists(own) ? own : file, HOME + "/" + below, mode, "0:0");
            }
        }
        return layer.build();
    }

    private void add(FileEntriesLayer.Builder layer, Path file, String place, String mode, String owner) {
        layer.addEntry(file, AbsoluteUnixPath.get(place), FilePermissions.fromOctalString(mode), time, owner);
    }
}
