package dev.verdigris.engine.internal.diagnosis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Limit;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.diagnosis.Finding;
import dev.verdigris.engine.diagnosis.Finding.Topic;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlSession;

/**
 * The settings of a server that can stop or change a deployment: its limits, what sessions of the role begin with, and
 * its feature flags. They are asked in two messages, for any number of pairs.
 *
 * @param session a session of the role
 * @param environment the environment
 * @param catalog the catalog with the limits and the sizes
 */
record ServerSettings(SqlSession session, Environment environment, CatalogSnapshot catalog) {

    private static final String ISOLATION = "transaction_isolation";
    private static final String TIMEOUT = "statement_timeout";
    private static final String REPLICA = "cluster_replica";
    private static final String CREDITS = "max_credit_consumption_rate";

    /** To plan a big query takes the server seconds. */
    private static final Duration SHORT = Duration.ofSeconds(10);

    /** The flag without which no side can be swapped. */
    private static final String SWAP = "enable_alter_swap";

    /** The findings. */
    List<Finding> look() {
        List<String> asked = List.of(ISOLATION, TIMEOUT, REPLICA, CREDITS);
        List<Rows> shown =
                session.script(asked.stream().map(name -> "SHOW " + name).collect(Collectors.joining(";\n")));
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            values.put(
                    asked.get(i), String.valueOf(shown.get(i).rows().getFirst().at(0)));
        }
        List<Finding> findings = new ArrayList<>(ofSession(values));
        findings.addAll(flags());
        findings.addAll(limits(values.getOrDefault(CREDITS, "")));
        return findings;
    }

    /** What sessions of the role begin with. */
    private static List<Finding> ofSession(Map<String, String> values) {
        String isolation = values.getOrDefault(ISOLATION, "");
        String timeout = values.getOrDefault(TIMEOUT, "");
        String replica = values.getOrDefault(REPLICA, "");
        List<Finding> findings = new ArrayList<>();
        if (!isolation.equals("strict serializable")) {
            findings.add(changed(
                    ISOLATION,
                    isolation,
                    "a check can read rows that are older than the last change of the staged side"));
        }
        boolean brief = DurationText.parse(timeout)
                .filter(limit -> !limit.isZero() && limit.compareTo(SHORT) < 0)
                .isPresent();
        if (brief) {
            findings.add(changed(TIMEOUT, timeout, "the server can cancel the query of a check before it is planned"));
        }
        if (!replica.isEmpty()) {
            findings.add(changed(
                    REPLICA, replica, "a check reads from the replica of that name only, and fails if there is none"));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok(Topic.SESSION, ISOLATION + " " + isolation + ", " + TIMEOUT + " " + timeout))
                : findings;
    }

    private static Finding changed(String name, String value, String effect) {
        return Finding.warning(
                Topic.SESSION,
                "sessions of the role begin with " + name + " " + value + ", so " + effect + "; ALTER ROLE … RESET "
                        + name + " removes a setting of the role");
    }

    private List<Finding> flags() {
        if (!catalog.session().showsFlags()) {
            return List.of(
                    Finding.notAsked(Topic.FLAGS, "the server shows no flags to the role before Materialize 26.31"));
        }
        try {
            return List.of(flags(
                    session.query("SELECT name, value FROM mz_internal.mz_overridden_system_parameters WHERE name = '"
                            + SWAP + "'")));
        } catch (ServerRefusal refusal) {
            return List.of(Finding.notAsked(
                    Topic.FLAGS,
                    "the server does not show its flags: " + refusal.describe().replace("\n", "; ")));
        }
    }

    /** The finding about the flags that somebody has changed; the others are as the server has them by default. */
    static Finding flags(Rows overridden) {
        boolean off = overridden.rows().stream()
                .anyMatch(row ->
                        row.text("name").equals(SWAP) && List.of("off", "false").contains(row.text("value")));
        return off
                ? Finding.problem(
                        Topic.FLAGS,
                        new Problem(
                                ProblemCode.SERVER_REFUSED,
                                SWAP
                                        + " is off, so the server refuses the swap of a promotion: the ALTER SWAP feature for"
                                        + " objects is not available",
                                "flag " + SWAP,
                                Fix.bySuperuser(Ddl.resetSystemParameter(SWAP))))
                : Finding.ok(Topic.FLAGS, SWAP + " is on");
    }

    /** The limits as they are. The plan compares those that count objects with what both sides need. */
    private List<Finding> limits(String rate) {
        List<Finding> findings = new ArrayList<>();
        String counts = Stream.of(Limit.values())
                .filter(limit -> catalog.limits().containsKey(limit))
                .map(limit -> limit.parameter() + " " + catalog.limits().get(limit))
                .collect(Collectors.joining(", "));
        findings.add(Finding.ok(Topic.LIMITS, counts + ", " + CREDITS + " " + rate));
        List<Cluster> all = catalog.clusters().stream()
                .filter(cluster -> cluster.id().isUser())
                .toList();
        Optional<BigDecimal> used = credits(all);
        Optional<BigDecimal> more = credits(copied());
        if (used.isPresent() && more.isPresent()) {
            credits(new BigDecimal(rate), used.get(), more.get()).ifPresent(findings::add);
        }
        return findings;
    }

    /** The live clusters whose staged counterparts do not exist yet. */
    private List<Cluster> copied() {
        return environment.pairs().stream()
                .filter(pair -> cluster(pair.suffixed()).isEmpty())
                .flatMap(pair -> cluster(pair.live()).stream())
                .toList();
    }

    private Optional<Cluster> cluster(Target target) {
        return target instanceof Target.OfCluster named ? catalog.cluster(named.name()) : Optional.empty();
    }

    /** Empty if the server does not show the credits of a size. */
    private Optional<BigDecimal> credits(List<Cluster> clusters) {
        List<Optional<BigDecimal>> each = clusters.stream()
                .flatMap(cluster -> cluster.replicas().stream())
                .map(replica -> replica.size()
                        .flatMap(size -> Optional.ofNullable(catalog.credits().get(size))))
                .toList();
        return each.stream().allMatch(Optional::isPresent)
                ? Optional.of(each.stream().flatMap(Optional::stream).reduce(BigDecimal.ZERO, BigDecimal::add))
                : Optional.empty();
    }

    private static Optional<Finding> credits(BigDecimal allowed, BigDecimal used, BigDecimal more) {
        BigDecimal needed = used.add(more);
        if (more.signum() == 0 || needed.compareTo(allowed) <= 0) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning(
                Topic.LIMITS,
                new Problem(
                        ProblemCode.LIMIT,
                        "both sides together need " + plain(needed)
                                + " credits per hour if the staged clusters have the"
                                + " sizes of the live ones, but the server allows only " + plain(allowed),
                        CREDITS,
                        Fix.choice(
                                Fix.either("let the staged clusters be smaller"),
                                Fix.either(
                                        "let a superuser raise the limit",
                                        Fix.bySuperuser(Ddl.setLimit(
                                                CREDITS,
                                                needed.setScale(0, RoundingMode.CEILING)
                                                        .longValueExact())))))));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
