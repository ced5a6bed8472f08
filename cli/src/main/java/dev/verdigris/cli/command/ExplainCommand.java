package dev.verdigris.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.JsonText;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.screen.Style.Tone;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.ProblemCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "explain", header = "Show the cause and the fix of a problem code, or list all codes.")
final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CODE", arity = "0..1", description = "For instance VG-CROSS-WIRED. Default: list all.")
    private Optional<ProblemCode> code = Optional.empty();

    @Mixin
    private final OutputMixin output = new OutputMixin();

    private final ProcessContext context;

    ExplainCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OutputOptions options = output.resolve(context);
        List<ProblemCode> codes = code.map(List::of).orElseGet(() -> Arrays.asList(ProblemCode.values()));
        if (options.format() == OutputFormat.TEXT) {
            codes.forEach(each -> context.out().print(code.isPresent() ? whole(each, options) : line(each, options)));
        } else if (options.format() == OutputFormat.JSON) {
            List<Explained> all = codes.stream().map(Explained::of).toList();
            context.out().println(JsonText.document(Map.of("codes", all)));
        } else {
            codes.forEach(each -> context.out().println(JsonText.line(Explained.of(each))));
        }
        return Outcome.DONE.exitCode();
    }

    private static String line(ProblemCode code, OutputOptions options) {
        String padded = String.format(Locale.ROOT, "%-24s", code.code());
        return options.outStyle().of(Tone.STRONG, padded) + " " + code.meaning() + "\n";
    }

    private static String whole(ProblemCode code, OutputOptions options) {
        Outcome outcome = code.outcome();
        return options.outStyle().of(Tone.STRONG, code.code()) + "  " + code.meaning() + "\n\n"
                + "Cause: " + code.cause() + "\n"
                + "Fix:   " + code.fix() + "\n"
                + "Exit:  " + outcome.exitCode() + " (" + outcome.meaning() + ")\n"
                + (code.acceptable()
                        ? "Accept it with: --accept " + code.code() + (code.hasSubject() ? ":NAME" : "") + "=REASON\n"
                        : "");
    }

    private record Explained(String code, String meaning, String cause, String fix, int exitCode, boolean acceptable) {

        static Explained of(ProblemCode code) {
            return new Explained(
                    code.code(),
                    code.meaning(),
                    code.cause(),
                    code.fix(),
                    code.outcome().exitCode(),
                    code.acceptable());
        }
    }
}
