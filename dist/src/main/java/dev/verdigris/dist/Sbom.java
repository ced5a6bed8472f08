package dev.verdigris.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The list of what an installation or an image contains, in the format CycloneDX. Maven's plugin lists the jars. */
final class Sbom {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode document;

    private Sbom(ObjectNode document) {
        this.document = document;
    }

    /** The list of the jars. */
    static Sbom read(Path file) throws IOException {
        return new Sbom((ObjectNode) JSON.readTree(Files.readString(file)));
    }

    /** Adds the Java runtime, which its own file {@code release} describes. */
    Sbom addRuntime(Path runtime) throws IOException {
        Map<String, String> release = new TreeMap<>();
        for (String line : Files.readAllLines(runtime.resolve("release"))) {
            String[] pair = line.split("=", 2);
            release.put(pair[0], pair.length < 2 ? "" : pair[1].replace("\"", ""));
        }
        ObjectNode component = components().addObject();
        component.put("type", "platform");
        component.put("bom-ref", "java-runtime");
        component.put("name", "java-runtime");
        component.put("version", release.getOrDefault("JAVA_RUNTIME_VERSION", release.get("JAVA_VERSION")));
        component.put("description", "modules: " + release.getOrDefault("MODULES", "unknown"));
        return this;
    }

    /** Adds the packages of a status file of dpkg. */
    Sbom addDebianPackages(String status) {
        for (String paragraph : status.split("\n\n")) {
            Map<String, String> fields = new TreeMap<>();
            paragraph.lines().filter(line -> line.matches("[A-Za-z-]+: .*")).forEach(line -> {
                int colon = line.indexOf(": ");
                fields.put(line.substring(0, colon), line.substring(colon + 2));
            });
            if (fields.getOrDefault("Status", "").endsWith(" installed")) {
                String name = fields.getOrDefault("Package", "");
                String version = fields.getOrDefault("Version", "");
                String url =
                        "pkg:deb/debian/" + name + "@" + version + "?arch=" + fields.getOrDefault("Architecture", "");
                ObjectNode component = components().addObject();
                component.put("type", "library");
                component.put("bom-ref", url);
                component.put("name", name);
                component.put("version", version);
                component.put("purl", url);
            }
        }
        return this;
    }

    private ArrayNode components() {
        return document.withArray("components");
    }

    /** Writes it as a JSON document. */
    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
    }
}
