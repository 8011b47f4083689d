package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingForm;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is wrong with a request, on every endpoint: a clear 4xx in the endpoint's own shape, nothing kept, nothing
/// sent on.
final class BadInputIT {
    private static final String MESSAGES = "/v1/messages";

    /// Each endpoint that takes JSON, with a body that it would serve.
    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint(
                    "/v1/chat/completions",
                    "\"model\":\"fake/m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]"),
            new Endpoint("/v1/completions", "\"model\":\"fake/m\",\"prompt\":\"hi\""),
            new Endpoint("/v1/responses", "\"model\":\"fake/m\",\"input\":\"hi\""),
            new Endpoint(
                    MESSAGES,
                    "\"model\":\"fake/m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]"),
            new Endpoint(
                    MESSAGES + "/count_tokens",
                    "\"model\":\"fake/m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]"),
            new Endpoint("/v1/embeddings", "\"model\":\"fake/m\",\"input\":\"hi\""),
            new Endpoint("/v1/moderations", "\"model\":\"fake/m\",\"input\":\"hi\""),
            new Endpoint("/v1/rerank", "\"model\":\"fake/m\",\"query\":\"q\",\"documents\":[\"a\"]"),
            new Endpoint("/v1/images/generations", "\"model\":\"fake/m\",\"prompt\":\"a cat\""),
            new Endpoint("/v1/audio/speech", "\"model\":\"fake/m\",\"input\":\"hi\",\"voice\":\"alloy\""));

    private static final List<String> FORMS = List.of(
            "/v1/images/edits",
            "/v1/images/variations",
            "/v1/audio/transcriptions",
            "/v1/audio/translations",
            "/v1/files");

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(
            TestingConfig.of(UPSTREAM, "server: { max-body: 100KB, max-upload: 200KB }\nfiles: { max-size: 200KB }\n"));

    private static List<String> before = List.of();

    private record Endpoint(String path, String members) {
        @Override
        public String toString() {
            return path;
        }

        String body() {
            return "{" + members + "}";
        }
    }

    /// One way of spoiling a sound body, and what comes of it.
    private record Spoiling(String name, UnaryOperator<byte[]> spoil, int status, String... headers) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Spoiling text(String name, UnaryOperator<String> spoil) {
        return new Spoiling(
                name,
                body -> spoil.apply(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.ISO_8859_1),
                400);
    }

    private static Spoiling with(String name, String member) {
        return text(name, body -> body.replaceFirst("\\{", "{" + member + ","));
    }

    private static List<Spoiling> spoilings() {
        return List.of(
                text("nothing at all", body -> ""),
                text("a list", body -> "[" + body + "]"),
                text("a text", body -> "\"hi\""),
                text("null", body -> "null"),
                text("half of it", body -> body.substring(0, body.length() / 2)),
                text("more than one", body -> body + body),
                text("a NUL behind it", body -> body + "\0"),
                text("a NUL inside of a text", body -> body.replace("\"fake/m\"", "\"fa\0ke\"")),
                text("bytes that are no UTF-8", body -> body.replace("\"fake/m\"", "\"fake/\u00ff\u00fe\"")),
                text("no object", body -> "{}"),
                text("single quotes", body -> body.replace('"', '\'')),
                with("a key that is there twice", "\"model\":\"fake/m\""),
                text("a model that is a number", body -> body.replace("\"fake/m\"", "1")),
                text("a model that is empty", body -> body.replace("\"fake/m\"", "\"\"")),
                with("nesting without end", "\"x\":" + "[".repeat(5_000) + "]".repeat(5_000)),
                with("a number beyond all measure", "\"x\":1" + "0".repeat(5_000)),
                with("an exponent beyond all measure", "\"temperature\":1e99999999999"),
                with("an address of an upstream", "\"api_base\":\"http://127.0.0.1:1\""),
                with("a proxy of its own", "\"proxy\":\"http://127.0.0.1:1\""),
                with("a provider that is a list", "\"provider\":[1]"),
                new Spoiling(
                        "another charset",
                        body -> new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16),
                        400),
                new Spoiling("another type", body -> body, 415, "Content-Type", "text/plain"),
                new Spoiling("a form", body -> body, 415, "Content-Type", "multipart/form-data; boundary=x"),
                new Spoiling(
                        "a form of fields", body -> body, 415, "Content-Type", "application/x-www-form-urlencoded"),
                new Spoiling("a coding", body -> body, 415, "Content-Encoding", "gzip"),
                new Spoiling(
                        "too much",
                        body -> new String(body, StandardCharsets.UTF_8)
                                .replaceFirst("\\{", "{\"x\":\"" + "y".repeat(120_000) + "\",")
                                .getBytes(StandardCharsets.UTF_8),
                        413));
    }

    static Stream<Arguments> everyEndpointSpoiledInEveryWay() {
        return ENDPOINTS.stream()
                .flatMap(endpoint -> spoilings().stream().map(spoiling -> Arguments.of(endpoint, spoiling)));
    }

    @BeforeAll
    static void look() {
        before = kept();
    }

    @AfterAll
    static void nothingWasSentOnAndNothingKept() {
        assertThat(UPSTREAM.requests())
                .filteredOn(request -> request.method().equals("POST"))
                .isEmpty();
        assertThat(kept()).isEqualTo(before);
        assertThat(Json.parse(SLUICE.client().get("/v1/files").body()).path("data"))
                .isEmpty();
        assertThat(Json.parse(SLUICE.client().get("/v1/batches").body()).path("data"))
                .isEmpty();
    }

    /// Files that requests could have left behind.
    private static List<String> kept() {
        try (Stream<Path> files = Files.walk(SLUICE.home())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> SLUICE.home().relativize(file).toString())
                    .filter(name -> name.startsWith("media") || name.startsWith("tmp"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void refused(String path, HttpResponse<String> response, int status) {
        if (path.startsWith(MESSAGES)) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            JsonNode body = Json.parse(response.body());
            assertThat(body.path("type").asText()).isEqualTo("error");
            assertThat(body.at("/error/type").asText()).isNotBlank();
            assertThat(body.at("/error/message").asText()).isNotBlank();
            assertThat(response.body()).doesNotContain("dev.sluice", "Exception", "\tat ");
        } else {
            Refusals.refused(response, status);
        }
    }

    @ParameterizedTest
    @MethodSource
    void everyEndpointSpoiledInEveryWay(Endpoint endpoint, Spoiling spoiling) {
        byte[] body = spoiling.spoil().apply(endpoint.body().getBytes(StandardCharsets.UTF_8));
        refused(
                endpoint.path(),
                SLUICE.client().send("POST", endpoint.path(), body, spoiling.headers()),
                spoiling.status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/chat/completions   | "temperature":2.1
            /v1/chat/completions   | "top_p":-0.1
            /v1/chat/completions   | "presence_penalty":2.1
            /v1/chat/completions   | "n":129
            /v1/chat/completions   | "top_logprobs":21
            /v1/chat/completions   | "max_tokens":0
            /v1/chat/completions   | "stop":["a","b","c","d","e"]
            /v1/chat/completions   | "logit_bias":{"1":101}
            /v1/chat/completions   | "stream":"yes"
            /v1/chat/completions   | "response_format":{"type":"xml"}
            /v1/chat/completions   | "response_format":{"type":"json_schema","json_schema":{"name":"a"}}
            /v1/chat/completions   | "tools":[{"type":"magic"}]
            /v1/chat/completions   | "tool_choice":{"type":"function","function":{"name":"none"}}
            /v1/completions        | "temperature":2.1
            /v1/completions        | "n":0
            /v1/completions        | "max_tokens":0
            /v1/completions        | "stop":["a","b","c","d","e"]
            /v1/completions        | "frequency_penalty":-3
            /v1/completions        | "stream":1
            /v1/responses          | "temperature":2.1
            /v1/responses          | "top_p":1.1
            /v1/responses          | "top_logprobs":21
            /v1/responses          | "max_output_tokens":0
            /v1/responses          | "stream":"yes"
            /v1/responses          | "tools":[{"type":"magic"}]
            /v1/messages           | "temperature":2.1
            /v1/messages           | "top_p":1.1
            /v1/messages           | "stream":"yes"
            /v1/messages           | "tools":[{"input_schema":{}}]
            /v1/embeddings         | "dimensions":0
            /v1/embeddings         | "encoding_format":"hex"
            /v1/images/generations | "n":11
            /v1/images/generations | "n":0
            /v1/images/generations | "size":"big"
            /v1/images/generations | "size":"10240x10240"
            /v1/images/generations | "response_format":"tiff"
            /v1/images/generations | "output_format":"gif"
            /v1/audio/speech       | "speed":0.2
            /v1/audio/speech       | "speed":4.1
            /v1/audio/speech       | "response_format":"midi"
            /v1/rerank             | "top_n":0
            """)
    void aValueOutOfRangeIsRefused(String path, String member) {
        Endpoint endpoint = ENDPOINTS.stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow();
        refused(path, SLUICE.client().post(path, "{" + endpoint.members() + "," + member + "}"), 400);
    }

    static Stream<Arguments> everyFormSpoiled() {
        return FORMS.stream()
                .flatMap(path -> Stream.of(
                                "nothing",
                                "no end",
                                "no name",
                                "no head",
                                "many parts",
                                "a long head",
                                "nested",
                                "no file",
                                "a file twice over",
                                "too much",
                                "a wild name")
                        .map(how -> Arguments.of(path, how)));
    }

    @ParameterizedTest
    @MethodSource
    void everyFormSpoiled(String path, String how) {
        var form = new TestingForm();
        String field = path.startsWith("/v1/images") ? "image" : "file";
        switch (how) {
            case "no end" ->
                form.field("model", "fake/m").raw("--xYzZy\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb");
            case "no name" -> form.raw("--xYzZy\r\nContent-Disposition: form-data\r\n\r\nb\r\n");
            case "no head" -> form.raw("--xYzZy\r\n\r\nb\r\n");
            case "many parts" -> {
                for (int part = 0; part < 2_000; part++) {
                    form.field("f" + part, "x");
                }
            }
            case "a long head" -> form.raw("--xYzZy\r\nX: " + "y".repeat(100_000) + "\r\n\r\nb\r\n");
            case "nested" ->
                form.raw("--xYzZy\r\nContent-Disposition: form-data; name=\"a\"\r\n"
                        + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b--\r\n");
            case "no file" ->
                form.field("model", "fake/m").field("purpose", "batch").field("prompt", "a cat");
            case "a file twice over" -> {
                for (int file = 0; file < 40; file++) {
                    form.file(field, "a.bin", "x");
                }
            }
            case "too much" ->
                form.field("model", "fake/m").field("purpose", "batch").file(field, "a.bin", new byte[2_000_000]);
            case "a wild name" -> form.raw("--xYzZy\r\nContent-Disposition: form-data; name=\"\0\r\n\r\nb\r\n");
            default -> {}
        }
        HttpResponse<String> response =
                how.equals("no end") ? form.postAsItIs(SLUICE.client(), path) : form.post(SLUICE.client(), path);
        Refusals.refused(response, how.equals("too much") ? 413 : 400);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/images/variations, application/json",
        "/v1/audio/transcriptions, application/json",
        "/v1/audio/translations, text/plain",
        "/v1/files, application/json",
        "/v1/files, multipart/mixed; boundary=x"
    })
    void whatIsNoFormIsUnsupported(String path, String type) {
        Refusals.refused(SLUICE.client().post(path, "{}", "Content-Type", type), 415);
    }

    @Test
    void batchesOfNothingAreRefused() {
        Refusals.refused(SLUICE.client().post("/v1/batches", "{}"), 400);
        Refusals.refused(SLUICE.client().post("/v1/batches", """
                        {"input_file_id":"file-none","endpoint":"/v1/chat/completions","completion_window":"24h"}"""), 404);
    }
}
