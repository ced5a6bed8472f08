/**
 * The statements that the sandbox knows, as immutable records.
 *
 * <p>The records hold the client's words. Names are not resolved. All statements are in one package because they are
 * one closed hierarchy.
 *
 * <p>Open {@link dev.verdigris.sandbox.statement.ast.Statement} first.
 */
@NullMarked
package dev.verdigris.sandbox.statement.ast;

import org.jspecify.annotations.NullMarked;
