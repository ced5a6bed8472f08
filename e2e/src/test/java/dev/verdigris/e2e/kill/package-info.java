/**
 * Kills the command line, or cuts its connection, at each message that it sends, and compares the end with that of an
 * undisturbed run. Open {@link dev.verdigris.e2e.kill.SigkillTest} first.
 */
package dev.verdigris.e2e.kill;
