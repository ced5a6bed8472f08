package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds processes that a run has left behind, by a variable that all its descendants inherit. */
final class Leftovers {

    private static final String VARIABLE = "VERDIGRIS_E2E_MARK";

    private final String mark = UUID.randomUUID().toString();

    Map<String, String> environment() {
        return Map.of(VARIABLE, mark);
    }

    /** Whether this system shows the environment of processes. */
    static boolean canBeSeen() {
        return Files.isReadable(Path.of("/proc/self/environ"));
    }

    /** The command lines of all processes that still carry the mark. */
    List<String> processes() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().chars().allMatch(Character::isDigit))
                    .filter(process -> read(process.resolve("environ")).contains(VARIABLE + "=" + mark))
                    .map(process -> read(process.resolve("cmdline")).replace('\0', ' '))
                    .toList();
        }
    }

    /** A process may end while it is looked at. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
