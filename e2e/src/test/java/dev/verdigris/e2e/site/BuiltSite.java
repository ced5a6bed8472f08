package dev.verdigris.e2e.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The files of the site: those of {@code -Dverdigris.site=DIR}, or those that {@code site/build.sh} has built here.
 *
 * @param folder where they are
 */
record BuiltSite(Path folder) {

    /** The site, or the reason why the test is skipped. */
    static BuiltSite orSkip() {
        Path folder = Path.of(System.getProperty("verdigris.site", "../target/site"))
                .toAbsolutePath()
                .normalize();
        if (!Files.exists(folder.resolve("index.html"))) {
            return abort("The site is not built: run site/build.sh");
        }
        return new BuiltSite(folder);
    }

    /** All pages, by path from the root of the site. */
    List<String> pages() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".html"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The text of a file of the site. */
    String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A server on a free port of this machine, which the caller stops. */
    HttpServer serve() {
        HttpServer server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), folder, OutputLevel.NONE);
        server.start();
        return server;
    }
}
