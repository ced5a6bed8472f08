/** Tests of the texts of an installation. Shells and readers of man pages judge them in the end-to-end tests. */
package dev.verdigris.cli.install;
