package dev.verdigris.engine.verb;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

import dev.verdigris.core.environment.Nonce;
import dev.verdigris.core.marker.DeploymentId;
import dev.verdigris.core.plan.Fresh;
import dev.verdigris.engine.run.Context;

/** Draws what never comes again: deployment ids, which sort by time, and nonces. */
final class FreshIds {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FreshIds() {}

    /** What one run brings along. */
    static Fresh fresh(Context context) {
        Instant now = context.clock().instant();
        return new Fresh(next(now, context.random()), nonce(context.random()), now);
    }

    /** A nonce for a seal. */
    static Nonce nonce(RandomGenerator random) {
        return new Nonce(HexFormat.of().toHexDigits(random.nextLong(), Nonce.DIGITS));
    }

    private static DeploymentId next(Instant now, RandomGenerator random) {
        String tail = String.format(Locale.ROOT, "%08x", random.nextInt());
        return new DeploymentId(TIME.format(now) + "-" + tail);
    }
}
