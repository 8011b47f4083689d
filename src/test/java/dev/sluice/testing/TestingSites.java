package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The sites of search engines, all behind one forwarder on 127.0.0.1: shows recorded pages and remembers who
/// asked for what. Thread-safe.
public final class TestingSites implements AutoCloseable, AfterAllCallback {
    private static final Path RECORDINGS = Path.of("src/test/recordings/search");

    private final TestingUpstream upstream = TestingUpstream.start();

    private TestingSites() {}

    public static TestingSites start() {
        return new TestingSites();
    }

    /// The address of the forwarder.
    public String url() {
        return upstream.root();
    }

    /// Shows recordings on a site, such as `html.duckduckgo.com/html/`: one after the other, the last one for
    /// good.
    public TestingSites show(String site, String... recordings) {
        TestingAnswer[] answers = new TestingAnswer[recordings.length];
        for (int i = 0; i < recordings.length; i++) {
            answers[i] = page(recordings[i]);
        }
        return answer(site, answers);
    }

    /// Answers so: one after the other, the last one for good.
    public TestingSites answer(String site, TestingAnswer... answers) {
        Queue<TestingAnswer> queue = new ConcurrentLinkedQueue<>(List.of(answers));
        TestingAnswer last = answers[answers.length - 1];
        upstream.answerBelow("/" + site, exchange -> {
            TestingAnswer next = queue.poll();
            (next == null ? last : next).answer(exchange);
        });
        return this;
    }

    /// A recorded page with status 200.
    public static TestingAnswer page(String recording) {
        try {
            byte[] bytes = Files.readAllBytes(RECORDINGS.resolve(recording));
            String type = recording.endsWith(".html") ? "text/html; charset=utf-8" : "application/json";
            return exchange -> exchange.send(200, Map.of("Content-Type", type), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An answer that has nothing but a status and headers.
    public static TestingAnswer status(int status, Map<String, String> headers) {
        return exchange -> exchange.send(status, headers, new byte[0]);
    }

    /// What was asked of a site, in the order in which it came.
    public List<TestingRequest> requests(String site) {
        return upstream.requests().stream()
                .filter(request -> request.path().startsWith("/" + site))
                .toList();
    }

    /// The decoded value of a parameter, of the address or of a form; empty where there is none.
    public static String parameter(TestingRequest request, String name) {
        int query = request.path().indexOf('?');
        String address = query < 0 ? "" : request.path().substring(query + 1);
        for (String pair : (address + "&" + request.text()).split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        upstream.close();
    }
}
