@NullMarked
package dev.verdigris.cli.project.inspect;

import org.jspecify.annotations.NullMarked;
