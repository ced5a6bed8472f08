package dev.verdigris.cli.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import dev.verdigris.cli.config.ConfigLayers.Found;
import dev.verdigris.cli.config.ProjectConfig.NoServer;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Secret;
import dev.verdigris.engine.connection.Tls;

/** Makes the settings of the connection from a URL, from single values, or from both. The stronger layer decides. */
final class ConnectionAssembly {

    private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/@:]*:[^@]+@|[?&]password=");

    private final ConfigLayers layers;
    private final ConfigProblems problems;
    private final NoServer noServer;
    private final BiFunction<Origin, String, Path> paths;

    /** Reports {@code noServer} if no layer names a server. */
    ConnectionAssembly(
            ConfigLayers layers, ConfigProblems problems, NoServer noServer, BiFunction<Origin, String, Path> paths) {
        this.layers = layers;
        this.problems = problems;
        this.noServer = noServer;
        this.paths = paths;
    }

    /** The connection; empty only if there is a problem. */
    Optional<ConnectionSettings> assemble() {
        Optional<Found> url = layers.text(Key.URL, ConnectionAssembly::encode);
        Optional<ConnectionSettings> start = url.isPresent() ? ofUrl(url.get()) : ofParts();
        return start.map(settings -> refine(settings, url));
    }

    private Optional<ConnectionSettings> ofUrl(Found url) {
        if (url.origin() instanceof Origin.Flag
                && PASSWORD_IN_URL.matcher(url.text()).find()) {
            problems.add(
                    "--url contains a password, which every user of this machine can read",
                    url.origin(),
                    "Leave it out and set " + Key.PASSWORD.variable() + ".");
            return Optional.empty();
        }
        // A separate user completes a URL without one.
        String whole = layers.text(Key.USER)
                .map(user -> url.text() + (url.text().contains("?") ? "&" : "?") + "user=" + encode(user.text()))
                .orElse(url.text());
        try {
            return Optional.of(ConnectionSettings.parse(whole));
        } catch (IllegalArgumentException e) {
            problems.add(
                    String.valueOf(e.getMessage()), url.origin(), "Write it like postgres://USER@HOST:6875/DATABASE");
            return Optional.empty();
        }
    }

    private Optional<ConnectionSettings> ofParts() {
        Optional<Found> host = layers.text(Key.HOST);
        Optional<Found> user = layers.text(Key.USER);
        if (!layers.isWritten(Key.HOST)) {
            problems.add(noServer.what(), noServer.where(), noServer.fix());
        } else if (!layers.isWritten(Key.USER)) {
            problems.add("no user is named", "connection", "Set connection.user, VERDIGRIS_USER, or --user.");
        }
        return host.flatMap(where -> user.map(
                who -> ConnectionSettings.builder(where.text(), who.text()).build()));
    }

    private ConnectionSettings refine(ConnectionSettings start, Optional<Found> url) {
        ConnectionSettings.Builder settings = start.toBuilder();
        over(Key.HOST, url).map(Found::text).ifPresent(settings::host);
        over(Key.PORT, url).flatMap(this::port).ifPresent(settings::port);
        over(Key.USER, url).map(Found::text).ifPresent(settings::user);
        (start.password().isPresent() ? over(Key.PASSWORD, url) : layers.text(Key.PASSWORD))
                .map(found -> Secret.of(found.text()))
                .ifPresent(settings::password);
        settings.tls(tls(start.tls(), url));
        over(Key.CONNECT_TIMEOUT, url).flatMap(this::timeout).ifPresent(settings::connectTimeout);
        return settings.build();
    }

    /** The value of {@code key}, unless the URL is in a stronger layer. */
    private Optional<Found> over(Key key, Optional<Found> url) {
        return layers.text(key)
                .filter(found -> url.isEmpty() || found.rank() <= url.get().rank());
    }

    private Optional<Integer> port(Found found) {
        if (found.text().matches("\\d{1,5}")) {
            int port = Integer.parseInt(found.text());
            if (port >= 1 && port <= 65_535) {
                return Optional.of(port);
            }
        }
        problems.add(found.text() + " is not a port", found.origin(), "Write a number from 1 to 65535.");
        return Optional.empty();
    }

    private Tls tls(Tls start, Optional<Found> url) {
        Tls.Mode mode = over(Key.SSLMODE, url).flatMap(this::mode).orElse(start.mode());
        Optional<Path> certificate = over(Key.SSLROOTCERT, url)
                .map(found -> paths.apply(found.origin(), found.text()))
                .or(start::rootCertificate);
        return new Tls(mode, certificate);
    }

    private Optional<Tls.Mode> mode(Found found) {
        Optional<Tls.Mode> mode = Tls.Mode.ofWord(found.text());
        if (mode.isEmpty()) {
            problems.add(
                    "sslmode has no such value: " + found.text(),
                    found.origin(),
                    "Write disable, allow, prefer, require, verify-ca or verify-full.");
        }
        return mode;
    }

    private Optional<Duration> timeout(Found found) {
        Optional<Duration> length = found.text().chars().allMatch(Character::isDigit)
                ? DurationText.parse(found.text() + "s")
                : DurationText.parse(found.text());
        if (length.isEmpty() || length.get().isZero()) {
            problems.add("connect_timeout is not a duration: " + found.text(), found.origin(), "Write it like 10s.");
            return Optional.empty();
        }
        return length;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
