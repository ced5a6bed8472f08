package dev.verdigris.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.cli.command.VerdigrisCli;
import dev.verdigris.cli.launch.Interruptible;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.ProcessContext.Stream;

/** The entry point, and the only place that ends the process. */
public final class Main {

    /**
     * The launcher sets this to the numbers of the standard streams that are terminals. The JVM cannot find out itself.
     */
    private static final String TERMINALS = "verdigris.terminals";

    /** The launcher sets this to its directory. */
    static final String HOME = "verdigris.home";

    private Main() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        int exit = run(out, err, args);
        out.flush();
        err.flush();
        System.exit(exit);
    }

    /** Runs one command line with the given streams. Returns its exit code. */
    static int run(PrintStream out, PrintStream err, String... args) {
        List<String> words = Arrays.asList(args);
        if (words.contains("-X") || words.contains("--verbose")) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
        }
        Interruptible signals = new Interruptible(Runtime.getRuntime()::halt);
        ProcessContext context = new ProcessContext(
                System.in,
                out,
                err,
                terminals(System.getProperty(TERMINALS, "")),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Optional.ofNullable(System.getProperty(HOME)).map(Path::of),
                signals);
        return signals.run(() -> new VerdigrisCli(context).run(args));
    }

    /** Output is UTF-8 in every locale, so that a name looks the same in every log. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new Pipe(descriptor), false, StandardCharsets.UTF_8);
    }

    /** A stream whose reader may end before the writer, as {@code head} does. That is not an error. */
    private static final class Pipe extends FileOutputStream {

        private Pipe(FileDescriptor descriptor) {
            super(descriptor);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                super.write(bytes, offset, length);
            } catch (IOException failed) {
                // The system writes the reason in its own language. Many of them keep this word.
                if (!String.valueOf(failed.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains("pipe")) {
                    throw failed;
                }
            }
        }
    }

    private static Set<Stream> terminals(String numbers) {
        Set<Stream> streams = EnumSet.noneOf(Stream.class);
        for (Stream stream : Stream.values()) {
            if (numbers.indexOf('0' + stream.ordinal()) >= 0) {
                streams.add(stream);
            }
        }
        return streams;
    }
}
