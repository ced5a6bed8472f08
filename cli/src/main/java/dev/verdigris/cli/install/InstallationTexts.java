package dev.verdigris.cli.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.cli.command.VerdigrisCli;
import dev.verdigris.cli.launch.Interruptible;
import dev.verdigris.cli.output.ProcessContext;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes the man pages and the completions of an installation. The same commands give the same bytes. */
final class InstallationTexts {

    private InstallationTexts() {}

    /**
     * Writes the files into a directory, in the folders {@code man} and {@code completions}.
     *
     * @param args the directory, and the date of the man pages, such as {@code 2026-01-31}
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("expected two arguments: a directory and a date");
        }
        for (Map.Entry<String, String> text : of(commands(), args[1]).entrySet()) {
            Path file = Path.of(args[0]).resolve(text.getKey());
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
            Files.writeString(file, text.getValue());
        }
    }

    /** The texts by the path of their file. */
    static Map<String, String> of(CommandLine commands, String date) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("completions/bash/verdigris", AutoComplete.bash("verdigris", commands));
        texts.put("completions/zsh/_verdigris", ZshCompletion.of(Command.all(commands)));
        texts.put("completions/fish/verdigris.fish", FishCompletion.of(Command.all(commands)));
        for (Command command : Command.all(commands)) {
            texts.put("man/man1/" + command.dashed() + ".1", new ManPage(command, date).text());
        }
        return texts;
    }

    /** All commands, without a process around them. */
    static CommandLine commands() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new VerdigrisCli(new ProcessContext(
                        InputStream.nullInputStream(),
                        nowhere,
                        nowhere,
                        Set.of(),
                        Map.of(),
                        Path.of("").toAbsolutePath(),
                        Optional.empty(),
                        new Interruptible(Runtime.getRuntime()::halt)))
                .commands();
    }
}
