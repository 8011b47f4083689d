package dev.sluice.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.Secret;
import dev.sluice.dialect.openai.ChatRequestReader;
import dev.sluice.dialect.openai.ChunkWriter;
import dev.sluice.dialect.openai.CompletionWriter;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.testing.Json;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingUpstream;
import dev.sluice.testing.TestingVendor;
import dev.sluice.upstream.ClientLimits;
import dev.sluice.upstream.UpstreamClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A provider with an account at a vendor on this machine.
public final class TestingAccount implements AutoCloseable {
    private final TestingUpstream upstream = TestingUpstream.start();
    private final UpstreamClient client = new UpstreamClient(ClientLimits.DEFAULTS);
    private final Cancellation cancellation = new Cancellation();
    private final TestingVendor vendor;
    private final Opening opening;
    private ProviderConfig config;
    private ChatProvider provider;

    /// Makes the kind under test.
    @FunctionalInterface
    public interface Opening {
        ProviderKind kind(UpstreamClient client, Clock clock);
    }

    public TestingAccount(TestingVendor vendor, Opening opening) {
        this.vendor = vendor;
        this.opening = opening;
        config = config(vendor.base(upstream.root()), Json.parse("{}"));
        provider = open();
    }

    private ChatProvider open() {
        return (ChatProvider) opening.kind(client, Clock.systemUTC()).open("testing", config);
    }

    private ProviderConfig config(String base, JsonNode request) {
        return new ProviderConfig(
                vendor.kind(),
                Optional.of(URI.create(base)),
                Secret.of(TestingConfig.UPSTREAM_KEY),
                List.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                Optional.empty(),
                Map.of("X-Team", "search"),
                (ObjectNode) request,
                Optional.empty(),
                false,
                1,
                true);
    }

    /// Opens the provider again, with members to merge into each request.
    public TestingAccount withRequest(String json) {
        config = config(vendor.base(upstream.root()), Json.parse(json));
        provider = open();
        return this;
    }

    /// Opens the provider again, at another address below the vendor's host.
    public TestingAccount at(String path) {
        config = config(upstream.root() + path, Json.parse("{}"));
        provider = open();
        return this;
    }

    public TestingUpstream upstream() {
        return upstream;
    }

    public ChatProvider provider() {
        return provider;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    /// Asks as a caller of OpenAI's dialect does.
    public ReplyStream chat(String body) {
        return provider.chat(
                ChatRequestReader.read(body.getBytes(UTF_8), Map.of()),
                Json.parse(body).path("model").asText(),
                attempt());
    }

    public Attempt attempt() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var second = Duration.ofMillis(1500);
        return new Attempt("r", cancellation, deadline, second, second, second, Duration.ofMillis(200));
    }

    /// The answer as one chat completion.
    public JsonNode completion(String body) {
        try (ReplyStream reply = chat(body)) {
            byte[] json = new CompletionWriter("testing", "m", Clock.systemUTC()).write(reply);
            return Json.parse(new String(json, UTF_8));
        }
    }

    /// The answer as the messages of a stream.
    public List<JsonNode> chunks(String body) {
        var writer = new ChunkWriter("m", true, Clock.systemUTC());
        var written = new ArrayList<byte[]>();
        try (ReplyStream reply = chat(body)) {
            for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
                writer.write(event, written);
            }
        }
        writer.end(written);
        return written.stream().map(json -> Json.parse(new String(json, UTF_8))).toList();
    }

    /// The pieces of text of a stream.
    public List<String> pieces(String body) {
        return chunks(body).stream()
                .map(chunk -> chunk.at("/choices/0/delta/content").asText(""))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /// The request that the vendor was sent for such a body.
    public JsonNode sent(String body) {
        completion(body);
        return upstream.requests().getLast().json();
    }

    /// Reads `reply` up to the event that says `text`.
    public boolean upTo(String text, ReplyStream reply) {
        for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
            if (event instanceof ReplyEvent.Text said && said.delta().equals(text)
                    || event instanceof ReplyEvent.Chunk chunk
                            && new String(chunk.json(), UTF_8).contains("\"" + text + "\"")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        provider.close();
        client.close();
        upstream.close();
    }
}
