package dev.verdigris.engine.internal.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.dbt.DbtManifest;
import dev.verdigris.core.dbt.ManifestReader;
import dev.verdigris.core.dbt.ManifestReading;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.engine.request.DbtFiles;

/** What dbt has written of its project. A file is read again when it has changed, because dbt may run during a verb. */
public final class DbtArtifacts {

    /** A larger manifest is not read, because every verb would wait for that. */
    static final long MOST_BYTES = 256L << 20;

    private static final JsonFactory JSON = new JsonFactory();

    private final Optional<DbtFiles> files;
    private final Environment environment;
    private final List<Problem> uncompared;
    private Optional<Seen> last = Optional.empty();

    /** Prepares. Nothing is read. */
    public DbtArtifacts(Optional<DbtFiles> files, Environment environment) {
        this(files, environment, List.of());
    }

    private DbtArtifacts(Optional<DbtFiles> files, Environment environment, List<Problem> uncompared) {
        this.files = files;
        this.environment = environment;
        this.uncompared = uncompared;
    }

    /** The same for a run that cannot compare the compiled models with those that were built, for these reasons. */
    public DbtArtifacts uncompared(List<Problem> problems) {
        return new DbtArtifacts(files, environment, problems);
    }

    /**
     * What the manifest says.
     *
     * @param facts the facts; none if there is no manifest
     * @param problems why the manifest says nothing, although there is one, or why its models are not compared
     */
    public record Content(DbtFacts facts, List<Problem> problems) {}

    /** A manifest as it was at one moment. */
    private record Seen(Object version, Content content) {}

    /** What the manifest says at this moment. */
    public synchronized Content content() {
        Content content = files.map(DbtFiles::manifest)
                .filter(Files::exists)
                .map(this::content)
                .orElseGet(() -> new Content(DbtFacts.NONE, List.of()));
        return uncompared.isEmpty() ? content : new Content(content.facts(), uncompared);
    }

    private Content content(Path manifest) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(manifest, BasicFileAttributes.class);
            Object version = List.of(attributes.lastModifiedTime(), attributes.size());
            Content content = last.filter(seen -> seen.version().equals(version))
                    .map(Seen::content)
                    .orElseGet(() -> content(read(manifest), manifest));
            last = Optional.of(new Seen(version, content));
            return content;
        } catch (IOException failure) {
            return content(unreadable(failure), manifest);
        }
    }

    private Content content(ManifestReading reading, Path file) {
        return switch (reading) {
            case DbtManifest manifest -> content(manifest);
            case ManifestReading.Unusable unusable -> new Content(DbtFacts.NONE, List.of(problem(unusable, file)));
        };
    }

    private Content content(DbtManifest manifest) {
        return new Content(DbtFacts.of(manifest, environment), List.of());
    }

    /** Reads a manifest. */
    static ManifestReading read(Path manifest) {
        try {
            if (!Files.isRegularFile(manifest)) {
                return new ManifestReading.Unusable("is not a regular file");
            }
            if (Files.size(manifest) > MOST_BYTES) {
                return new ManifestReading.Unusable("has more than " + (MOST_BYTES >> 20) + " MiB");
            }
            try (JsonParser json = JSON.createParser(manifest.toFile())) {
                return ManifestReader.read(json);
            }
        } catch (IOException failure) {
            return unreadable(failure);
        }
    }

    private static ManifestReading unreadable(IOException failure) {
        return new ManifestReading.Unusable("cannot be read: " + failure);
    }

    /** The problem of a manifest that says nothing. */
    static Problem problem(ManifestReading.Unusable unusable, Path manifest) {
        return new Problem(
                ProblemCode.DBT_MANIFEST,
                "dbt's manifest " + manifest + " " + unusable.why(),
                manifest.toString(),
                Fix.advice("let dbt write it again, for example with dbt parse; or remove it"));
    }
}
