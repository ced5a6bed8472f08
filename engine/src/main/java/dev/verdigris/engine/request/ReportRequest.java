package dev.verdigris.engine.request;

import java.util.Optional;

/**
 * Shows all that is known of a deployment.
 *
 * @param promote the next promotion, whose plan is shown if a version is staged
 * @param history the deployments that the history shows
 * @param data the comparison of rows; empty means that only contracts are compared
 */
public record ReportRequest(PromoteRequest promote, HistoryRequest history, Optional<DataRequest> data) {

    /** The default promotion, the newest deployments, no rows. */
    public static final ReportRequest DEFAULT =
            new ReportRequest(PromoteRequest.DEFAULT, HistoryRequest.DEFAULT, Optional.empty());

    /** The same for another promotion. */
    public ReportRequest withPromote(PromoteRequest next) {
        return new ReportRequest(next, history, data);
    }

    /** The same with a comparison of rows. */
    public ReportRequest withData(DataRequest rows) {
        return new ReportRequest(promote, history, Optional.of(rows));
    }
}
