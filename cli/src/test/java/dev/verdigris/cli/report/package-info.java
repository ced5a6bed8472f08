/** Tests of the report of a release. */
@NullMarked
package dev.verdigris.cli.report;

import org.jspecify.annotations.NullMarked;
