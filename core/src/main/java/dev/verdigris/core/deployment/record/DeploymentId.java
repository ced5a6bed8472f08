package dev.verdigris.core.deployment.record;

/**
 * The id of one deployment: 1 to 128 printable ASCII characters without quotes and backslashes. So a record always has
 * room for it.
 *
 * @param value the text
 */
public record DeploymentId(String value) {

    public DeploymentId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a deployment id: " + value);
        }
    }

    /** Whether {@code text} can be an id. */
    public static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= 128
                && text.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\\' && c != '\'');
    }

    @Override
    public String toString() {
        return value;
    }
}
