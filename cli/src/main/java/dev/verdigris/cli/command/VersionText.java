package dev.verdigris.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import picocli.CommandLine.IVersionProvider;

/** The version, from the build. */
final class VersionText implements IVersionProvider {

    private static final String RESOURCE = "/dev/verdigris/cli/version.txt";

    @Override
    public String[] getVersion() {
        return new String[] {"verdigris " + number()};
    }

    private static String number() {
        try (InputStream resource = VersionText.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the build lacks " + RESOURCE);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }
}
