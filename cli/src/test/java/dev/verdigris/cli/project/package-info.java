@NullMarked
package dev.verdigris.cli.project;

import org.jspecify.annotations.NullMarked;
