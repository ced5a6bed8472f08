/**
 * The command line as its users meet it: a process with arguments, an environment, output and an exit code, against a
 * sandbox over a socket.
 *
 * <p>Open {@link dev.verdigris.e2e.cli.DeploymentJourneyTest} first.
 */
package dev.verdigris.e2e.cli;
