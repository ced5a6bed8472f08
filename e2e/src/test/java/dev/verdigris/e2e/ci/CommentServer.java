package dev.verdigris.e2e.ci;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The comments of one pull request on GitHub, or of one merge request on GitLab, over HTTP. */
final class CommentServer implements AutoCloseable {

    static final String TOKEN = "token-of-the-job";
    static final String BOT = "github-actions[bot]";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PAGE = Pattern.compile("per_page=(\\d+)&page=(\\d+)");
    private static final Pattern OF_COMMENT = Pattern.compile("/(?:comments|notes)/(\\d+)$");
    private static final int BOT_ID = 7;
    private static final int OTHER_ID = 8;

    /** GitHub takes no longer one. */
    private static final int LONGEST = 65_536;

    private final HttpServer server;
    private final List<Map<String, Object>> comments = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Integer> refusals = new CopyOnWriteArrayList<>();
    private volatile int refusal;
    private volatile String elsewhere = "";

    CommentServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Adds a comment of a person. */
    void write(String body) {
        add("somebody", OTHER_ID, body);
    }

    /** Answers each request with this status from now on. */
    void refuse(int status) {
        refusal = status;
    }

    /** Answers the next request with this status. */
    void refuseOnce(int status) {
        refusals.add(status);
    }

    /** Sends each request to another server from now on. */
    void redirect(String address) {
        elsewhere = address;
    }

    /** The texts of all comments. */
    List<String> bodies() {
        return comments.stream().map(each -> each.get("body").toString()).toList();
    }

    /** The methods and paths of all requests. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private Map<String, Object> add(String login, int id, String body) {
        Map<String, Object> comment = new LinkedHashMap<>();
        comment.put("id", comments.size() + 1);
        comment.put("user", Map.of("login", login));
        comment.put("author", Map.of("id", id));
        comment.put("body", body);
        comments.add(comment);
        return comment;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            requests.add(exchange.getRequestMethod() + " " + path);
            if (!elsewhere.isEmpty()) {
                exchange.getResponseHeaders().set("Location", elsewhere + path);
                send(exchange, 302, Map.of());
            } else if (!refusals.isEmpty()) {
                send(exchange, refusals.removeFirst(), Map.of("message", "refused"));
            } else if (refusal != 0) {
                send(exchange, refusal, Map.of("message", "refused"));
            } else if (!isAllowed(exchange)) {
                send(exchange, 401, Map.of("message", "Bad credentials"));
            } else if (path.endsWith("/user")) {
                send(exchange, 200, Map.of("id", BOT_ID));
            } else if (exchange.getRequestMethod().equals("GET")) {
                send(exchange, 200, page(path));
            } else {
                String body = JSON.readTree(exchange.getRequestBody().readAllBytes())
                        .path("body")
                        .asText();
                change(exchange, path, body);
            }
        }
    }

    private void change(HttpExchange exchange, String path, String body) throws IOException {
        Matcher of = OF_COMMENT.matcher(path);
        if (body.length() > LONGEST) {
            send(exchange, 422, Map.of("message", "body is too long"));
        } else if (of.find()) {
            Map<String, Object> comment = comments.get(Integer.parseInt(of.group(1)) - 1);
            comment.put("body", body);
            send(exchange, 200, comment);
        } else {
            send(exchange, 201, add(BOT, BOT_ID, body));
        }
    }

    private static boolean isAllowed(HttpExchange exchange) {
        return ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || TOKEN.equals(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"));
    }

    private List<Map<String, Object>> page(String path) {
        Matcher page = PAGE.matcher(path);
        if (!page.find()) {
            throw new AssertionError("not a page: " + path);
        }
        int size = Integer.parseInt(page.group(1));
        return new ArrayList<>(comments.stream()
                .skip((long) size * (Integer.parseInt(page.group(2)) - 1))
                .limit(size)
                .toList());
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] text = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
