package dev.verdigris.cli.option;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.diff.FailOn;
import dev.verdigris.core.diff.data.DataKey;
import dev.verdigris.core.diff.data.DataOptions;
import dev.verdigris.core.diff.data.Sampling;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.engine.request.DataRequest;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Options of a comparison of rows. */
public final class DataMixin {

    private static final String DATA = "--data";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = DATA,
            order = 10,
            description =
                    "Compare the rows of both sides, too. The server counts them; --dry-run shows what that costs.")
    private boolean data;

    @Option(
            names = "--key",
            paramLabel = "RELATION=COLUMN,…",
            order = 11,
            converter = KeyConverter.class,
            description = "Columns that identify a row, by which changed rows are found, for instance"
                    + " materialize.shop.orders=id. Default: the key in diff.keys of verdigris.yml, or the one that a sink of the"
                    + " relation declares. Without a key,"
                    + " whole rows are counted. Repeatable.")
    private List<DataKey> keys = new ArrayList<>();

    @Option(
            names = "--sample",
            paramLabel = "SHARE",
            order = 12,
            converter = SampleConverter.class,
            description = "Compare only a share of the rows, such as 1%%, the same ones on both sides.")
    private Optional<Sampling> sample = Optional.empty();

    @Option(
            names = "--samples",
            paramLabel = "N",
            order = 13,
            description = "Differing rows to show of each kind; 0 shows no values. Default: ${DEFAULT-VALUE}.")
    private int samples = DataOptions.DEFAULTS.samples();

    @Option(
            names = "--no-distinct",
            order = 14,
            description = "Do not count the distinct values of each column, which needs memory on the server.")
    private boolean noDistinct;

    @Option(
            names = "--data-cluster",
            paramLabel = "NAME",
            order = 15,
            converter = NameConverter.class,
            description =
                    "Cluster on which rows are compared. Default: a staged cluster, or a cluster that a staged object"
                            + " uses.")
    private Optional<Identifier> cluster = Optional.empty();

    @Option(
            names = "--data-timeout",
            paramLabel = "TIME",
            order = 16,
            description = "Limit for each relation. Default: ${bundle:default-data-timeout}.")
    private Duration limit = DataOptions.DEFAULTS.limit();

    @Option(names = SwapMixin.DRY_RUN, order = 17, description = "Only say what the comparison of rows costs.")
    private boolean dryRun;

    /** Whether rows are to be compared. */
    public boolean isRequested() {
        return data;
    }

    /** Reads a key. */
    static final class KeyConverter implements ITypeConverter<DataKey> {
        @Override
        public DataKey convert(String text) {
            return DataKey.parse(text)
                    .orElseThrow(
                            () -> new TypeConversionException("not a key such as materialize.shop.orders=id: " + text));
        }
    }

    /** Reads a share. */
    static final class SampleConverter implements ITypeConverter<Sampling> {
        @Override
        public Sampling convert(String text) {
            return Sampling.parse(text)
                    .orElseThrow(() -> new TypeConversionException("not a share such as 1% or 0.5%: " + text));
        }
    }

    /** Reads the name of a cluster. */
    static final class NameConverter implements ITypeConverter<Identifier> {
        @Override
        public Identifier convert(String text) {
            if (text.isEmpty()) {
                throw new TypeConversionException("a cluster has a name");
            }
            return Identifier.of(text);
        }
    }

    /**
     * The comparison of rows; empty if none is requested.
     *
     * @param failOn what ends the run with a problem
     * @param declared the keys of the settings, for relations that no option names
     * @throws ParameterException if another of these options, or a problem about rows, is given without {@code --data},
     *     or a relation has two keys
     */
    public Optional<DataRequest> request(FailOn failOn, List<DataKey> declared) {
        if (!data) {
            if (failOn == FailOn.ROWS) {
                throw refused("--fail-on rows is about the comparison of rows. Add " + DATA + ".");
            }
            unused().ifPresent(option -> {
                throw refused("Option " + option + " is about the comparison of rows. Add " + DATA + ".");
            });
            return Optional.empty();
        }
        if (samples < 0) {
            throw refused("--samples is a number from 0");
        }
        DataOptions options = new DataOptions(byRelation(), declared, sample, samples, !noDistinct, limit);
        return Optional.of(new DataRequest(options, cluster, dryRun));
    }

    private Optional<String> unused() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> option.userObject() instanceof java.lang.reflect.Field field
                        && field.getDeclaringClass() == DataMixin.class)
                .map(OptionSpec::longestName)
                .findFirst();
    }

    private Map<ObjectName, List<Identifier>> byRelation() {
        Map<ObjectName, List<Identifier>> columns = new LinkedHashMap<>();
        for (DataKey key : keys) {
            if (columns.put(key.relation(), key.columns()) != null) {
                throw refused("--key names two keys of " + key.relation());
            }
        }
        return columns;
    }

    private ParameterException refused(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
