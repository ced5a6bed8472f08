/**
 * One client's session: its variables, its transaction, its prepared statements and portals, and what each statement
 * does to them.
 *
 * <p>A session turns frontend messages into work for PostgreSQL or for the catalog code, and the outcome into backend
 * messages. Sockets, logins and the start of the server are elsewhere; so is the meaning of DDL, which comes in through
 * {@link dev.verdigris.sandbox.session.CatalogOperations}. Open {@link dev.verdigris.sandbox.session.ClientSession}
 * first, then {@link dev.verdigris.sandbox.session.TransactionRules}.
 */
@NullMarked
package dev.verdigris.sandbox.session;

import org.jspecify.annotations.NullMarked;
