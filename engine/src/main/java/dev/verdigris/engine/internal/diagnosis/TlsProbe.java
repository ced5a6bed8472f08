package dev.verdigris.engine.internal.diagnosis;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Tls;
import dev.verdigris.engine.diagnosis.Finding;
import dev.verdigris.engine.diagnosis.Finding.Topic;

/**
 * Asks a server for encryption, and shows its certificate. Nothing is sent over the connection, so no certificate needs
 * to be trusted here: the login after it verifies the certificate as the settings demand.
 *
 * @param connection the server
 * @param socket a new connection to it
 */
record TlsProbe(ConnectionSettings connection, Socket socket) {

    /** SSLRequest (PostgreSQL protocol 55.7): its length, and its code. */
    private static final byte[] REQUEST = {0, 0, 0, 8, 4, (byte) 210, 22, 47};

    private static final InstantSource CLOCK = InstantSource.system();

    /**
     * Asks.
     *
     * @throws IOException if there is no answer
     */
    Finding look() throws IOException {
        socket.getOutputStream().write(REQUEST);
        int answer = socket.getInputStream().read();
        return switch (answer) {
            case 'S' -> encrypted();
            case 'N' -> plain();
            case -1 -> throw new EOFException("closed");
            default ->
                Finding.problem(Topic.SERVER, ServerProbe.other(address(), "does not speak the PostgreSQL protocol"));
        };
    }

    private Finding plain() {
        Tls.Mode mode = connection.tls().mode();
        return switch (mode) {
            case REQUIRE, VERIFY_CA, VERIFY_FULL ->
                Finding.problem(
                        Topic.ENCRYPTION,
                        new Problem(
                                ProblemCode.TLS_FAILED,
                                "the server at " + address() + " offers no encryption, and sslmode is " + mode.word(),
                                "",
                                Fix.advice("correct the address; or set sslmode to prefer, if nobody else can read"
                                        + " this network")));
            case DISABLE, ALLOW, PREFER ->
                isLocal()
                        ? Finding.ok(Topic.ENCRYPTION, "none: the server offers none, and it is on this machine")
                        : Finding.warning(
                                Topic.ENCRYPTION,
                                "none: the server offers none, so others in the network can read the password; sslmode"
                                        + " require demands encryption");
        };
    }

    private boolean isLocal() {
        InetAddress address = socket.getInetAddress();
        return address.isLoopbackAddress();
    }

    private Finding encrypted() throws IOException {
        try (SSLSocket encrypted = (SSLSocket)
                context().getSocketFactory().createSocket(socket, connection.host(), connection.port(), false)) {
            encrypted.startHandshake();
            X509Certificate certificate =
                    (X509Certificate) encrypted.getSession().getPeerCertificates()[0];
            return shown(encrypted.getSession().getProtocol(), certificate);
        } catch (SSLException failure) {
            return Finding.problem(
                    Topic.ENCRYPTION,
                    new Problem(
                            ProblemCode.TLS_FAILED,
                            "no encrypted connection to " + address() + ": " + failure.getMessage(),
                            "",
                            Fix.advice("correct the TLS settings of the server")));
        }
    }

    private Finding shown(String protocol, X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        String what = protocol + ", certificate of "
                + certificate.getSubjectX500Principal().getName() + " by "
                + certificate.getIssuerX500Principal().getName() + ", valid until "
                + end.atZone(ZoneOffset.UTC).toLocalDate();
        boolean verified = connection.tls().mode() == Tls.Mode.VERIFY_CA
                || connection.tls().mode() == Tls.Mode.VERIFY_FULL;
        if (end.isBefore(CLOCK.instant())) {
            return Finding.warning(Topic.ENCRYPTION, what + ", which is over");
        }
        return Finding.ok(
                Topic.ENCRYPTION,
                verified
                        ? what
                        : what + "; sslmode " + connection.tls().mode().word()
                                + " does not verify it, verify-full does");
    }

    private static SSLContext context() throws SSLException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Looking()}, null);
            return context;
        } catch (GeneralSecurityException unavailable) {
            throw new SSLException("this Java has no TLS", unavailable);
        }
    }

    private String address() {
        return connection.host() + ":" + connection.port();
    }

    /** Accepts every certificate, because it is only shown. */
    private static final class Looking extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("there is no client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("there is no client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("there is no client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
