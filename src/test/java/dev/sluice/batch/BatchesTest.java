package dev.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Usage;
import dev.sluice.store.Database;
import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.TestingStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BatchesTest {
    private static final String PATH = "/v1/chat/completions";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path home;

    private final TestingEndpoint endpoint = new TestingEndpoint(PATH);

    /// A store with its files and batches.
    private record Node(Database database, FileStore files, Batches batches) implements AutoCloseable {
        static Node of(Database database, BatchEndpoint endpoint) {
            var files = new FileStore(database, Clock.systemUTC());
            var batches = new Batches(database, files, List.of(endpoint), () -> Duration.ofDays(1), Clock.systemUTC());
            return new Node(database, files, batches);
        }

        Batch begin(String... lines) {
            byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            try (Upload upload = files.upload("me", Long.MAX_VALUE)) {
                upload.write(text, 0, text.length);
                StoredFile input = upload.finish("batch", "in.jsonl", Duration.ofDays(1));
                return batches.create("me", new BatchOrder(PATH, input.id(), "24h", "{\"a\":\"b\"}", null));
            }
        }

        Batch awaited(Batch batch, BatchStatus status) {
            assertThat(Eventually.holds(SOON, () -> now(batch).status() == status))
                    .as(now(batch).toString())
                    .isTrue();
            return now(batch);
        }

        Batch now(Batch batch) {
            return batches.require("me", batch.id());
        }

        List<String> lines(@Nullable String file) {
            try (var in = files.content(files.require("me", Objects.requireNonNull(file)))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            batches.close();
            database.close();
        }
    }

    private static String line(String id, String word) {
        return Json.write(Map.of("custom_id", id, "method", "POST", "url", PATH, "body", Map.of("say", word)));
    }

    private static String[] lines(int count, String word) {
        return IntStream.range(0, count).mapToObj(i -> line("c" + i, word)).toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void everyLineIsAnswered(TestingStores kind) {
        try (Node node = Node.of(kind.open(home), endpoint)) {
            Batch begun = node.begin(line("a", "1"), "", line("b", "refused"), line("c\n\"ä", "3"), "  ");
            assertThat(begun.status()).isEqualTo(BatchStatus.VALIDATING);
            Batch done = node.awaited(begun, BatchStatus.COMPLETED);
            assertThat(done.counts()).isEqualTo(new Batch.Counts(3, 2, 1));
            assertThat(done.model()).isEqualTo("fake");
            assertThat(done.usage()).isEqualTo(new Usage(6, 4, 2, 2));
            assertThat(node.lines(done.outputFile()).stream().map(Json::parse))
                    .allSatisfy(one ->
                            assertThat(one.at("/response/status_code").asInt()).isEqualTo(200))
                    .extracting(one -> one.path("custom_id").asText() + "="
                            + one.at("/response/body/said").asText())
                    .containsExactly("a=1", "c\n\"ä=3");
            var refused = Json.parse(node.lines(done.errorFile()).getFirst());
            assertThat(refused.path("custom_id").asText()).isEqualTo("b");
            assertThat(refused.at("/response/status_code").asInt()).isEqualTo(400);
            assertThat(done.reached().keySet())
                    .contains(BatchStatus.IN_PROGRESS, BatchStatus.FINALIZING, BatchStatus.COMPLETED);
        }
    }

    @Test
    void itBeginsWithinASecond() throws InterruptedException {
        try (Node node = Node.of(TestingStores.H2.open(home), endpoint)) {
            node.awaited(node.begin(line("warm", "up")), BatchStatus.COMPLETED);
            endpoint.asked.set(0);
            var first = new CountDownLatch(1);
            endpoint.whenAsked(first::countDown);
            node.begin(line("a", "1"));
            assertThat(first.await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                                               | empty_file",
                "not json                                                                         | invalid_json_line",
                "[1]                                                                              | invalid_json_line",
                "{\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"a\":1}}                | missing_required_parameter",
                "{\"custom_id\":7,\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"a\":1}} | missing_required_parameter",
                "{\"custom_id\":\"a\",\"method\":\"GET\",\"url\":\"/v1/chat/completions\",\"body\":{\"a\":1}} | invalid_method",
                "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{\"a\":1}}   | mismatched_url",
                "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":[]}    | missing_required_parameter"
            })
    void aWrongLineFailsTheWhole(String line, String code) {
        try (Node node = Node.of(TestingStores.H2.open(home), endpoint)) {
            Batch failed = node.awaited(node.begin(line, ""), BatchStatus.FAILED);
            assertThat(failed.problems()).extracting(LineProblem::code).containsExactly(code);
            assertThat(endpoint.asked).hasValue(0);
        }
    }

    @Test
    void aRepeatedIdFailsTheWhole() {
        try (Node node = Node.of(TestingStores.H2.open(home), endpoint)) {
            Batch failed = node.awaited(node.begin(line("a", "1"), line("a", "2")), BatchStatus.FAILED);
            assertThat(failed.problems().getFirst().code()).isEqualTo("duplicate_custom_id");
            assertThat(failed.problems().getFirst().line()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aCancelledOneEndsSoonAndKeepsWhatItHas(TestingStores kind) {
        try (Node node = Node.of(kind.open(home), endpoint)) {
            Batch begun = node.begin(line("a", "1"), line("b", "hang"), line("c", "hang"));
            assertThat(Eventually.holds(
                            SOON, () -> node.now(begun).counts().completed() == 1 && endpoint.asked.get() == 3))
                    .isTrue();
            long before = System.nanoTime();
            assertThat(node.batches().cancel("me", begun.id()).status()).isEqualTo(BatchStatus.CANCELLING);
            Batch cancelled = node.awaited(begun, BatchStatus.CANCELLED);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(node.lines(cancelled.outputFile())).hasSize(1);
            assertThat(node.lines(cancelled.errorFile()))
                    .hasSize(2)
                    .allMatch(
                            text -> Json.parse(text).at("/error/code").asText().equals("batch_cancelled"));
            assertThat(catchThrowableOfType(
                                    RefusedException.class, () -> node.batches().cancel("me", begun.id()))
                            .failure())
                    .isInstanceOf(Failure.Invalid.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void anotherNodeGoesOnWhereOneStopped(TestingStores kind) {
        Database database = kind.open(home);
        Batch begun;
        try (Node first = Node.of(database, endpoint)) {
            begun = first.begin(Stream.concat(Stream.of(lines(5, "1")), Stream.of(line("last", "hang once")))
                    .toArray(String[]::new));
            assertThat(Eventually.holds(
                            SOON, () -> first.now(begun).counts().completed() == 5 && endpoint.asked.get() == 6))
                    .isTrue();
        }
        endpoint.asked.set(0);
        endpoint.hangsNoMore();
        try (Node second = Node.of(kind.open(home), endpoint)) {
            second.batches().sweep();
            Batch done = second.awaited(begun, BatchStatus.COMPLETED);
            assertThat(endpoint.asked)
                    .as("only the line without an answer is asked again")
                    .hasValue(1);
            assertThat(second.lines(done.outputFile())).hasSize(6);
        }
    }

    @Test
    void tooManyAtOnceIsAskedAgainLater() {
        try (Node node = Node.of(TestingStores.H2.open(home), endpoint)) {
            endpoint.tooMany(1);
            Batch done = node.awaited(node.begin(line("a", "1")), BatchStatus.COMPLETED);
            assertThat(done.counts().completed()).isEqualTo(1);
            assertThat(endpoint.asked).hasValue(2);
        }
    }

    @Test
    void onlySomeLinesAreAskedAtOnce() {
        try (Node node = Node.of(TestingStores.H2.open(home), endpoint)) {
            Batch done = node.awaited(node.begin(lines(60, "1")), BatchStatus.COMPLETED);
            assertThat(done.counts().completed()).isEqualTo(60);
            assertThat(endpoint.most.get()).isBetween(1, 8);
            assertThat(node.lines(done.outputFile()).stream()
                            .map(text -> Json.parse(text).path("custom_id").asText())
                            .collect(Collectors.toList()))
                    .as("in the order of the input")
                    .isEqualTo(IntStream.range(0, 60).mapToObj(i -> "c" + i).toList());
        }
    }

    @Test
    void othersSeeNothing() {
        try (Node node = Node.of(TestingStores.H2.open(home), endpoint)) {
            node.awaited(node.begin(line("a", "1")), BatchStatus.COMPLETED);
            Batch begun = node.begin(line("b", "1"));
            assertThat(catchThrowableOfType(
                                    RefusedException.class, () -> node.batches().require("you", begun.id()))
                            .failure())
                    .isInstanceOf(Failure.NotFound.class);
            assertThat(node.batches().list("you", null, 5).rows()).isEmpty();
            Page<Batch> mine = node.batches().list("me", null, 1);
            assertThat(mine.rows()).extracting(Batch::id).containsExactly(begun.id());
            assertThat(mine.more()).isTrue();
        }
    }
}
