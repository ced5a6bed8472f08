package dev.verdigris.engine.internal.verb;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.engine.internal.execution.Context;

/** Draws unique values: deployment ids, which sort by time, and fencing tokens. */
final class RunIdentities {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RunIdentities() {}

    /** The identity of a run that does not enter itself into a record. */
    static RunIdentity next(Context context) {
        return of(context, List.of());
    }

    /** The identity of a run that enters itself into the record, by its catalog session. It connects if necessary. */
    static RunIdentity working(Context context) {
        return of(context, context.sessions().connections());
    }

    /** The same for a run that may follow a dry run, whose names it then uses. */
    static RunIdentity shown(Context context, boolean dryRun) {
        return context.dryRun().identity(dryRun, working(context));
    }

    private static RunIdentity of(Context context, List<Long> connections) {
        Instant now = context.clock().instant();
        return new RunIdentity(
                next(now, context.random()), token(context.random()), now, context.deployer(), connections);
    }

    private static FencingToken token(RandomGenerator random) {
        return new FencingToken(HexFormat.of().toHexDigits(random.nextLong(), FencingToken.DIGITS));
    }

    private static DeploymentId next(Instant now, RandomGenerator random) {
        String tail = String.format(Locale.ROOT, "%08x", random.nextInt());
        return new DeploymentId(TIME.format(now) + "-" + tail);
    }
}
