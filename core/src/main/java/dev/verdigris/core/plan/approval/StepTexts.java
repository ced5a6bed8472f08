package dev.verdigris.core.plan.approval;

import java.util.List;
import java.util.regex.Pattern;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.name.SchemaName;

/**
 * The texts of steps without what is another value in each run: fencing tokens, the id of a new deployment, the record,
 * and the directory of the files. So two plans of the same release are the same but for their time. Nothing is
 * compared by these texts.
 */
final class StepTexts {

    private static final Pattern TOKEN = Pattern.compile(
            "(?<=[.\"](?:staged|promoted|rolled_back|dropping|build|consents)_)[0-9a-f]{12}(?=[\" ]|$)");

    private static final Pattern ID = Pattern.compile("(?<![0-9A-Za-z])[0-9]{8}-[0-9]{6}-[0-9a-f]{8}(?![0-9A-Za-z])");

    /** A comment that is a record begins with its version. */
    private static final Pattern RECORD = Pattern.compile("(?<= IS )'\\{\"v\":.*'", Pattern.DOTALL);

    private final SchemaName lockSchema;
    private final boolean begins;
    private final List<ModelFile> files;

    /**
     * Prepares.
     *
     * @param view the environment on which the plan was made
     * @param files the model files, as far as they are known
     */
    StepTexts(DeploymentView view, List<ModelFile> files) {
        this.lockSchema = view.lockNames().schema();
        this.begins = view.record().isEmpty();
        this.files = files;
    }

    /** A text of a step. Only names in the lock schema have tokens. */
    String stable(String text) {
        boolean ours = text.contains(lockSchema.sql()) || text.contains(lockSchema.toString());
        String stable =
                ours ? RECORD.matcher(TOKEN.matcher(text).replaceAll("…")).replaceAll("'…'") : text;
        return begins ? ID.matcher(stable).replaceAll("…") : stable;
    }

    /** A reason that names a file by its path in the project, which is the same on every machine. */
    String reason(String text) {
        return files.stream()
                .filter(file -> text.startsWith(file.shownAs() + ":"))
                .findFirst()
                .map(file -> file.path() + text.substring(file.shownAs().length()))
                .orElse(text);
    }
}
