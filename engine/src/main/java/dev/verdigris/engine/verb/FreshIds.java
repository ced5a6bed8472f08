package dev.verdigris.engine.verb;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

import dev.verdigris.core.marker.DeploymentId;

/** Makes deployment ids that sort by time and never meet. */
final class FreshIds {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FreshIds() {}

    static DeploymentId next(Instant now, RandomGenerator random) {
        String tail = String.format(Locale.ROOT, "%08x", random.nextInt());
        return new DeploymentId(TIME.format(now) + "-" + tail);
    }
}
