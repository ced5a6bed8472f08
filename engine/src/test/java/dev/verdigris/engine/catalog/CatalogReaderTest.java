package dev.verdigris.engine.catalog;

import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.SqlSession;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogReaderTest {

    @Test
    void smoke() throws Exception {
        long t0 = System.nanoTime();
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            System.out.println("started " + (System.nanoTime() - t0) / 1_000_000);
            ConnectionSettings settings =
                    ConnectionSettings.of(sandbox.host(), sandbox.port(), "materialize", "materialize");
            try (SqlSession session =
                    SqlSession.open(settings, Optional.of("mz_catalog_server"), System.out::println)) {
                System.out.println(session.serverParameter("mz_version"));
                for (CatalogQuery q : CatalogQuery.values()) {
                    long t = System.nanoTime();
                    try {
                        var r = session.query(q.sql());
                        System.out.println(q + " " + r.size() + " rows " + (System.nanoTime() - t) / 1_000_000 + "ms");
                    } catch (RuntimeException e) {
                        System.out.println(q + " FAILED " + e);
                    }
                }
                long t = System.nanoTime();
                CatalogSnapshot s = CatalogReader.read(session);
                System.out.println("read " + (System.nanoTime() - t) / 1_000_000 + " " + s.limits() + s.clusters());
                Sight x = CatalogReader.look(session);
                System.out.println(x.observation().at());
                assertThat(s.schemas()).isNotEmpty();
            }
        }
    }
}
