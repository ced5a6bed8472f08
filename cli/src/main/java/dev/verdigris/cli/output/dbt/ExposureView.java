package dev.verdigris.cli.output.dbt;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.dbt.DbtExposure;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.report.Report;

/**
 * An exposure in the form in which it is shown.
 *
 * @param name its name
 * @param type its type, such as {@code dashboard}
 * @param owner who is responsible for it
 * @param url its address
 * @param reads the relations of the environment that it reads, by their live names
 */
public record ExposureView(String name, String type, Optional<String> owner, Optional<String> url, List<String> reads) {

    /** The view of an exposure. */
    static ExposureView of(DbtExposure exposure) {
        return new ExposureView(
                exposure.name(),
                exposure.type(),
                exposure.owner(),
                exposure.url(),
                exposure.reads().stream().map(ObjectName::toString).toList());
    }

    /** The exposures that a report shows, if dbt names some and the verb looks at a swap. */
    public static Optional<List<ExposureView>> shown(Report report) {
        boolean looks = switch (report.verb()) {
            case PROMOTE, ROLLBACK, DEPLOY, PLAN, STATUS, REPORT -> true;
            case INIT, BUILD, EXEC, GRANTS, AWAIT, CHECK, CLEANUP, ABORT, HISTORY, DIFF -> false;
        };
        return Optional.of(report.dbt().exposures())
                .filter(all -> looks && !all.isEmpty())
                .map(all -> all.stream().map(ExposureView::of).toList());
    }

    /** It and its owner, as one line. */
    public String who() {
        return type + " " + name + owner.map(person -> ", owner " + person).orElse("")
                + url.map(address -> ", " + address).orElse("");
    }
}
