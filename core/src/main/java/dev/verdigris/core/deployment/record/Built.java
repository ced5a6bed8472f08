package dev.verdigris.core.deployment.record;

import java.util.Optional;

/**
 * The entry about the staged side's last build in a deployment's record.
 *
 * @param files the digest of the model files; empty if another tool built, whose files are not known
 * @param whole whether the build was completed; before that, objects may be missing
 * @param side the first {@link #DIGITS} digits of the digest of the staged side at the end of the build; empty if the
 *     build was not completed
 */
public record Built(Optional<Digest> files, boolean whole, Optional<String> side) {

    /** So many digits of a digest fit into every record, and distinguish two sides of one deployment. */
    public static final int DIGITS = 16;

    public Built {
        if (side.filter(digits -> !digits.matches("[0-9a-f]{" + DIGITS + "}")).isPresent()) {
            throw new IllegalArgumentException("not the digits of a digest: " + side.get());
        }
    }

    /** A build from files whose objects are not known. */
    public Built(Digest files, boolean whole) {
        this(Optional.of(files), whole, Optional.empty());
    }

    /** A build that has begun. */
    public static Built begun(Optional<Digest> files) {
        return new Built(files, false, Optional.empty());
    }

    /** A completed build. */
    public static Built of(Optional<Digest> files, Digest staged) {
        return new Built(files, true, Optional.of(staged.value().substring(0, DIGITS)));
    }

    /** Whether another tool built, under the verb exec. */
    public boolean isByOther() {
        return files.isEmpty();
    }

    /** Whether a staged side certainly consists of the objects at the end of the build. */
    public boolean isOf(Digest staged) {
        return side.filter(staged.value()::startsWith).isPresent();
    }

    /** Whether a staged side certainly consists of other objects than those at the end of the build. */
    public boolean isOfOther(Digest staged) {
        return side.filter(digits -> !staged.value().startsWith(digits)).isPresent();
    }
}
