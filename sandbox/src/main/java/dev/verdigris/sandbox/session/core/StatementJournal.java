package dev.verdigris.sandbox.session.core;

import java.time.Instant;

/** Writes a session's statements into the server's log. */
public final class StatementJournal {

    private final SessionCore core;
    private long message;
    private StatementLog.Protocol protocol = StatementLog.Protocol.SIMPLE;

    public StatementJournal(SessionCore core) {
        this.core = core;
    }

    /** What is done from now on came in another network message. */
    public void newMessage(StatementLog.Protocol how) {
        message = core.services().log().nextMessage();
        protocol = how;
    }

    public void done(String sql, String outcome) {
        core.services()
                .log()
                .add(new StatementLog.Entry(
                        message,
                        core.id(),
                        core.variables().get("application_name"),
                        sql,
                        protocol,
                        Instant.now(),
                        outcome));
    }
}
