package dev.verdigris.e2e.wheel;

import java.nio.file.Path;
import java.util.List;

import dev.verdigris.e2e.program.Absent;
import dev.verdigris.e2e.program.Program;

/** The wheel of what is built. */
final class Wheel {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Wheel() {}

    /** Builds it into a folder. */
    static Path build(Path folder) throws Absent {
        List<String> command = List.of("python3", file("packaging/pip/build.py").toString(), folder.toString());
        return Path.of(Program.in(ROOT).run("", command).succeeded().out().strip());
    }

    /** A file of the repository. */
    static Path file(String name) {
        return ROOT.resolve(name);
    }
}
