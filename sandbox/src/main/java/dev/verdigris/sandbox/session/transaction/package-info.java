/**
 * Transactions of a session: which statements they may hold, when they begin and end, and how DDL is committed.
 *
 * <p>Open {@link dev.verdigris.sandbox.session.transaction.TransactionControl} first.
 */
@NullMarked
package dev.verdigris.sandbox.session.transaction;

import org.jspecify.annotations.NullMarked;
