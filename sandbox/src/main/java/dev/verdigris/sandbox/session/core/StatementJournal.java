package dev.verdigris.sandbox.session.core;

/** Writes one session's statements into the history of the server. For one thread. */
public final class StatementJournal {

    private final SessionCore core;
    private long message;
    private boolean extended;
    private double units;

    /** The journal of a session that has not run anything. */
    public StatementJournal(SessionCore core) {
        this.core = core;
    }

    /** The statements that follow arrived in a new Query message. */
    public void queryMessage() {
        newMessage(false);
    }

    /** The statement that follows arrived with a new Execute message. */
    public void executeMessage() {
        newMessage(true);
    }

    private void newMessage(boolean isExtended) {
        message = core.services().history().nextMessage();
        extended = isExtended;
    }

    /** The statement that runs costs so many units, in addition to those announced before. */
    public void cost(double more) {
        units += more;
    }

    /**
     * Records that a statement has ended.
     *
     * @param outcome the command tag, or the SQLSTATE of its error
     */
    public void done(String sql, String outcome) {
        double cost = units;
        units = 0;
        core.services()
                .history()
                .add(new StatementHistory.Run(
                        message, extended, core.variables().get("application_name"), sql, outcome, cost));
    }
}
