package dev.verdigris.engine.internal.diagnosis;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Tls;
import dev.verdigris.engine.diagnosis.Finding;
import dev.verdigris.engine.diagnosis.Finding.Level;
import dev.verdigris.engine.diagnosis.Finding.Topic;

/**
 * Looks at the address of a server without a login: its name, its port, and whether it offers encryption. A connection
 * through a socket factory of the user is not looked at.
 *
 * @param connection the server
 */
public record ServerProbe(ConnectionSettings connection) {

    /** What to do if something accepts connections and is silent then. */
    static final String HANGS = "correct the host and the port, or the server hangs: look at the server and at a proxy"
            + " before it, and run doctor again";

    /** The findings, up to the first problem. */
    public List<Finding> look() {
        if (connection.properties().containsKey("socketFactory")) {
            String why = "the connection has a socket factory of its own";
            return List.of(
                    Finding.notAsked(Topic.HOST, why),
                    Finding.notAsked(Topic.PORT, why),
                    Finding.notAsked(Topic.ENCRYPTION, why));
        }
        List<Finding> findings = new ArrayList<>();
        Finding host = host();
        findings.add(host);
        if (host.level() != Level.PROBLEM) {
            findings.addAll(port());
        }
        return findings;
    }

    private Finding host() {
        String host = connection.host();
        try {
            String addresses = Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .distinct()
                    .collect(Collectors.joining(", "));
            return Finding.ok(Topic.HOST, addresses.equals(host) ? host : host + " has the address " + addresses);
        } catch (UnknownHostException unknown) {
            return Finding.problem(
                    Topic.HOST,
                    new Problem(
                            ProblemCode.UNKNOWN_HOST,
                            "no address is known for the host " + host,
                            "host " + host,
                            Fix.advice("correct the name of the host, or the name server of this machine; getent hosts "
                                    + host + " asks the same question")));
        }
    }

    private List<Finding> port() {
        int limit = Math.toIntExact(Math.min(connection.connectTimeout().toMillis(), Integer.MAX_VALUE));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(connection.host(), connection.port()), limit);
            socket.setSoTimeout(limit);
            return List.of(Finding.ok(Topic.PORT, address() + " accepts connections"), encryption(socket));
        } catch (SocketTimeoutException late) {
            return List.of(unreachable(
                    "nothing answers at " + address() + " within " + DurationText.of(connection.connectTimeout()),
                    "look for a firewall between this machine and the server, or correct the address"));
        } catch (ConnectException refused) {
            return List.of(unreachable(
                    "nothing listens at " + address() + ": " + refused.getMessage(),
                    "start the server, or correct the address; verdigris sandbox starts a server for a first try"));
        } catch (IOException failure) {
            return List.of(unreachable(
                    "no connection to " + address() + ": " + failure.getMessage(),
                    "correct the network or the address"));
        }
    }

    private Finding encryption(Socket socket) {
        if (connection.tls().mode() == Tls.Mode.DISABLE) {
            return Finding.ok(Topic.ENCRYPTION, "not asked for: sslmode is disable");
        }
        try {
            return new TlsProbe(connection, socket).look();
        } catch (SocketTimeoutException silent) {
            return silent();
        } catch (IOException closed) {
            return Finding.problem(
                    Topic.SERVER,
                    other(address(), "closes the connection after the first message of the PostgreSQL protocol"));
        }
    }

    /** A server that hangs looks like another program that waits for more. */
    private Finding silent() {
        return Finding.problem(
                Topic.SERVER,
                new Problem(
                        ProblemCode.UNREACHABLE,
                        "what listens at " + address() + " does not answer the first message of the PostgreSQL protocol"
                                + " within " + DurationText.of(connection.connectTimeout()),
                        "",
                        Fix.advice(HANGS)));
    }

    /** The problem of something that speaks another protocol. */
    static Problem other(String address, String what) {
        return new Problem(
                ProblemCode.NOT_MATERIALIZE,
                "what listens at " + address + " " + what,
                "",
                Fix.advice("correct the host and the port: Materialize listens for SQL at port 6875"));
    }

    private static Finding unreachable(String what, String fix) {
        return Finding.problem(Topic.PORT, new Problem(ProblemCode.UNREACHABLE, what, "", Fix.advice(fix)));
    }

    private String address() {
        return connection.host() + ":" + connection.port();
    }
}
