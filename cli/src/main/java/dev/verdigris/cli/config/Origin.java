package dev.verdigris.cli.config;

import java.nio.file.Path;

/** Where a value was written. */
sealed interface Origin {

    /** An option on the command line. */
    record Flag(String option) implements Origin {
        @Override
        public String toString() {
            return "option " + option;
        }
    }

    /** A variable of the process environment. */
    record Variable(String name) implements Origin {
        @Override
        public String toString() {
            return "variable " + name;
        }
    }

    /**
     * A line of a file.
     *
     * @param file as it was named
     * @param line counted from 1
     */
    record InFile(Path file, int line) implements Origin {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** It is a default. */
    record Default() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }
}
