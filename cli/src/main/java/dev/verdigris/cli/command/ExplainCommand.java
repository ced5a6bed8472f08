package dev.verdigris.cli.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.JsonText;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.Style.Tone;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.ProblemCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the cause and the fix of a problem code. */
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
            context.out().println(JsonText.document(json -> {
                json.writeArrayFieldStart("codes");
                for (ProblemCode each : codes) {
                    json.writeStartObject();
                    fields(json, each);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }));
        } else {
            codes.forEach(each -> context.out().println(JsonText.line(json -> fields(json, each))));
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
                + "Fix:  " + code.fix() + "\n"
                + "Exit:  " + outcome.exitCode() + " (" + outcome.meaning() + ")\n"
                + (code.acceptable() ? "Accept it with: --accept " + code.code() + "\n" : "");
    }

    private static void fields(JsonGenerator json, ProblemCode code) throws IOException {
        json.writeStringField("code", code.code());
        json.writeStringField("meaning", code.meaning());
        json.writeStringField("cause", code.cause());
        json.writeStringField("fix", code.fix());
        json.writeNumberField("exitCode", code.outcome().exitCode());
        json.writeBooleanField("acceptable", code.acceptable());
    }
}
