/**
 * The commands, one file per verb: each turns its arguments into a request to the engine, and the report into an exit
 * code. The options that several verbs share are in {@code option}.
 *
 * <p>No decision about a deployment is made here. Open {@link dev.verdigris.cli.command.VerdigrisCli} first, then the
 * command in question, then {@link dev.verdigris.cli.command.VerbCommand}, which all verbs share.
 */
@NullMarked
package dev.verdigris.cli.command;

import org.jspecify.annotations.NullMarked;
