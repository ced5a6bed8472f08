package dev.verdigris.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.cli.command.VerdigrisCli;
import dev.verdigris.cli.launch.Interruptible;
import dev.verdigris.cli.option.Arguments;
import dev.verdigris.cli.output.Pipe;
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
        PrintStream out = Pipe.to(new FileOutputStream(FileDescriptor.out));
        PrintStream err = Pipe.to(new FileOutputStream(FileDescriptor.err));
        int exit = run(out, err, args);
        out.flush();
        err.flush();
        System.exit(exit);
    }

    /** Runs one command line with the given streams. Returns its exit code. */
    static int run(PrintStream out, PrintStream err, String... args) {
        if (Arguments.verbose(args)) {
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
