/** What a report of a release shows, as values. Open {@link dev.verdigris.cli.report.story.RunStory} first. */
@NullMarked
package dev.verdigris.cli.report.story;

import org.jspecify.annotations.NullMarked;
