package dev.verdigris.cli.result;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.check.CheckResult;

/** The result of a check as text of a few lines. */
final class ResultText {

    private ResultText() {}

    /** What it found, its description and its owner; empty if it passed without a row. */
    static String of(CheckResult check) {
        if (check.message().isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        lines.add(check.message().get());
        check.description().ifPresent(text -> lines.add("description: " + text));
        check.owner().ifPresent(owner -> lines.add("owner: " + owner));
        return String.join("\n", lines);
    }
}
