/**
 * The statements that the sandbox knows, as immutable records.
 *
 * <p>The records hold what the client wrote and nothing that was looked up. All statements are in one package because
 * they are one sealed hierarchy.
 *
 * <p>Open {@link dev.verdigris.sandbox.statement.ast.Statement} first.
 */
@NullMarked
package dev.verdigris.sandbox.statement.ast;

import org.jspecify.annotations.NullMarked;
