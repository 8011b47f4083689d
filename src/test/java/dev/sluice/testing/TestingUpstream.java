package dev.sluice.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A vendor on 127.0.0.1 that answers as told, by model, and remembers every request to the byte.
///
/// A model nobody spoke of echoes its last message. Thread-safe: any thread may script it while others call it.
public final class TestingUpstream implements AutoCloseable, AfterAllCallback {
    private static final String TEXT = "completions of ";
    private static final Pattern LIST = Pattern.compile(".*/(?:models|api/tags|api/show)(?:\\?.*)?");
    private static final Pattern CHAT = Pattern.compile(
            ".*(?:/chat/completions|/messages|/api/chat|:generateContent|:streamGenerateContent)(?:\\?.*)?");

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, TestingAnswer> paths = new ConcurrentHashMap<>();
    private final Map<String, TestingAnswer> below = new ConcurrentHashMap<>();
    private final Map<String, TestingAnswer> standing = new ConcurrentHashMap<>();
    private final Map<String, Queue<TestingAnswer>> queued = new ConcurrentHashMap<>();
    private final List<TestingRequest> requests = new CopyOnWriteArrayList<>();
    private final Map<String, BlockingQueue<TestingRequest>> arrivals = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, TestingAnswer> endpoints = new ConcurrentHashMap<>();
    private volatile TestingAnswer models = TestingAnswers.models("gpt-fake", "gpt-other");

    private volatile @Nullable TestingAnswer responses;

    private TestingUpstream() {
        try {
            server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public static TestingUpstream start() {
        return new TestingUpstream();
    }

    /// The base URL as a vendor would document it.
    public String baseUrl() {
        return root() + "/v1";
    }

    /// The address of the host, without a path.
    public String root() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /// Answers every request for `model` so, until told otherwise.
    public void answer(String model, TestingAnswer answer) {
        standing.put(model, answer);
    }

    /// Answers every request for a path with its query, whatever the model, so.
    public void answerAt(String path, TestingAnswer answer) {
        paths.put(path, answer);
    }

    /// Answers every request for a path that begins so, unless a longer beginning was spoken of.
    public void answerBelow(String path, TestingAnswer answer) {
        below.put(path, answer);
    }

    /// Answers every request for `model` at the older address of texts so.
    public void answerText(String model, TestingAnswer answer) {
        standing.put(TEXT + model, answer);
    }

    /// Answers the next requests for `model` so, one each, before the standing answer.
    public void next(String model, TestingAnswer... answers) {
        queued.computeIfAbsent(model, name -> new ConcurrentLinkedQueue<>()).addAll(List.of(answers));
    }

    /// Answers every request for a path that ends so, unless its model was spoken of.
    public void endpoint(String path, TestingAnswer answer) {
        endpoints.put(path, answer);
    }

    /// Answers the request for the list of models so.
    public void models(TestingAnswer answer) {
        models = answer;
    }

    /// Answers everything under `/v1/responses` so; until told, there is no such path.
    public void responses(TestingAnswer answer) {
        responses = answer;
    }

    public List<TestingRequest> requests() {
        return List.copyOf(requests);
    }

    public List<TestingRequest> requests(String model) {
        return requests.stream()
                .filter(request -> request.model().equals(model))
                .toList();
    }

    /// The only request for `model`.
    public TestingRequest request(String model) {
        List<TestingRequest> all = requests(model);
        if (all.size() != 1) {
            throw new AssertionError("expected one request for " + model + ", got " + all.size());
        }
        return all.getFirst();
    }

    /// The next request for `model` nobody has awaited yet, as soon as it has come.
    public TestingRequest awaitRequest(String model) {
        try {
            TestingRequest request = arrivals(model).poll(10, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request for " + model + " within 10 s");
            }
            return request;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private BlockingQueue<TestingRequest> arrivals(String model) {
        return arrivals.computeIfAbsent(model, name -> new LinkedBlockingQueue<>());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int first = in.read();
            while (first >= 0) {
                var closed = new CountDownLatch(1);
                TestingRequest request = TestingWire.read(first, in, closed);
                var exchange = new TestingExchange(request, socket);
                CompletableFuture<Integer> following = watch(in, closed, exchange);
                requests.add(request);
                TestingAnswer answer = answerTo(request);
                arrivals(request.model()).add(request);
                answer.answer(exchange);
                first = exchange.reusable() ? following.join() : -1;
            }
        } catch (IOException e) {
            // the peer has gone, which is what many tests are about
        } finally {
            open.remove(socket);
        }
    }

    /// Reads the first byte of the next request; none means that the peer has closed the connection.
    private CompletableFuture<Integer> watch(InputStream in, CountDownLatch closed, TestingExchange exchange) {
        return CompletableFuture.supplyAsync(
                () -> {
                    int next = -1;
                    try {
                        next = in.read();
                    } catch (IOException e) {
                        // a reset is a way of going, too
                    }
                    if (next < 0 && !exchange.closing()) {
                        closed.countDown();
                    }
                    return next;
                },
                threads);
    }

    private TestingAnswer answerTo(TestingRequest request) {
        String path = request.path();
        if (LIST.matcher(path).matches()) {
            return models;
        }
        TestingAnswer there = paths.get(path);
        if (there != null) {
            return there;
        }
        Optional<TestingAnswer> above = below.keySet().stream()
                .filter(path::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(below::get);
        if (above.isPresent()) {
            return above.get();
        }
        if (path.endsWith("/completions") && !path.endsWith("/chat/completions")) {
            return standing.getOrDefault(TEXT + request.model(), TestingAnswers.error(404, "no such path: " + path));
        }
        TestingAnswer response = responses;
        if (path.contains("/responses") && response != null) {
            return response;
        }
        TestingAnswer endpoint = endpoints.entrySet().stream()
                .filter(one -> path.endsWith(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (endpoint != null) {
            TestingAnswer next = polled(queued.get(request.model()));
            return next != null ? next : standing.getOrDefault(request.model(), endpoint);
        }
        if (!CHAT.matcher(path).matches()) {
            return TestingAnswers.error(404, "no such path: " + path);
        }
        TestingAnswer next = polled(queued.get(request.model()));
        return next != null ? next : standing.getOrDefault(request.model(), TestingAnswers.echo());
    }

    private static @Nullable TestingAnswer polled(@Nullable Queue<TestingAnswer> queue) {
        return queue == null ? null : queue.poll();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
        TestingWire.awaitEnd(threads, Duration.ofSeconds(5));
    }

    /// A port on which nobody listens.
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
