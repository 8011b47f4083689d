package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkFuzzTest {
    private static final String[] VALUES = {
        "null", "true", "0", "-1", "1", "1e999999999", "-0.0", "123456789012345678901234567890", "\"\"", "\"stop\"",
        "\"\\ud83d\"", "[]", "{}", "[null]", "[{}]", "{\"message\":\"x\"}", "[[1]]", "\"2\"", "2147483648", "128"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingComesOutButCleanMessagesOrARefusal(long seed) throws IOException {
        var random = new Random(seed);
        List<List<TestingStreams.Event>> recorded =
                TestingStreams.names().stream().map(TestingStreams::events).toList();
        int ended = 0;
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            List<TestingStreams.Event> events = new ArrayList<>(recorded.get(random.nextInt(recorded.size())));
            mutate(events, random);
            if (survives(events)) {
                ended++;
            } else {
                refused++;
            }
        }
        assertThat(ended).isGreaterThan(200);
        assertThat(refused).isGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "whole-tools", "whole-refusal"})
    void aWholeAnswerIsReadOrRefused(String name) throws IOException {
        var random = new Random(7);
        byte[] json = TestingStreams.bytes(TestingStreams.text(name + ".json"));
        int read = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] changed = random.nextInt(4) == 0 ? bytesChanged(json, random) : treeChanged(json, random);
            ReplyEvent.Whole whole;
            try {
                whole = CompletionReader.read(changed, "fake");
            } catch (RefusedException e) {
                continue;
            }
            read++;
            List<byte[]> out = new ArrayList<>();
            new ChunkWriter("m", true, TestingStreams.CLOCK).write(whole, out);
            assertThat(out).hasSizeGreaterThan(1);
            var completion = new CompletionWriter("fake", "m", TestingStreams.CLOCK);
            completion.accept(whole);
            assertThat(WireJson.tree(completion.finish()).path("provider").asText())
                    .isEqualTo("fake");
        }
        assertThat(read).isGreaterThan(200).isLessThan(2000);
    }

    private static void mutate(List<TestingStreams.Event> events, Random random) throws IOException {
        for (int times = random.nextInt(3); times >= 0 && !events.isEmpty(); times--) {
            int at = random.nextInt(events.size());
            byte[] data = events.get(at).data();
            switch (random.nextInt(8)) {
                case 0 -> events.remove(at);
                case 1 -> events.add(random.nextInt(events.size() + 1), events.get(at));
                case 2 -> events.set(at, new TestingStreams.Event("", bytesChanged(data, random)));
                default -> events.set(at, new TestingStreams.Event("", treeChanged(data, random)));
            }
        }
    }

    private static byte[] bytesChanged(byte[] data, Random random) {
        byte[] changed = data.clone();
        if (changed.length == 0) {
            return changed;
        }
        int at = random.nextInt(changed.length);
        if (random.nextBoolean()) {
            return Arrays.copyOf(changed, at);
        }
        changed[at] = (byte) random.nextInt(256);
        return changed;
    }

    private static byte[] treeChanged(byte[] data, Random random) {
        try {
            JsonNode tree = WireJson.tree(data);
            JsonNode at = tree;
            JsonNode value =
                    WireJson.tree((VALUES[random.nextInt(VALUES.length)] + " ").getBytes(StandardCharsets.UTF_8));
            while (true) {
                if (at instanceof ObjectNode object && !object.isEmpty()) {
                    List<String> members = new ArrayList<>();
                    object.fieldNames().forEachRemaining(members::add);
                    String name = members.get(random.nextInt(members.size()));
                    if (object.get(name).isContainerNode() && !object.get(name).isEmpty() && random.nextInt(4) > 0) {
                        at = object.get(name);
                    } else if (random.nextInt(3) == 0) {
                        object.remove(name);
                        break;
                    } else {
                        object.set(name, value);
                        break;
                    }
                } else if (at instanceof ArrayNode array && !array.isEmpty()) {
                    int i = random.nextInt(array.size());
                    if (array.get(i).isContainerNode() && !array.get(i).isEmpty() && random.nextInt(6) > 0) {
                        at = array.get(i);
                    } else {
                        array.set(i, value);
                        break;
                    }
                } else {
                    break;
                }
            }
            return WireJson.bytes(tree);
        } catch (IOException e) {
            return data;
        }
    }

    /// Whether the stream came to a good end; fails where what came out is not clean.
    private static boolean survives(List<TestingStreams.Event> events) throws IOException {
        List<ReplyEvent> out = new ArrayList<>();
        var reader = new ChunkReader("fake", "asked", TestingStreams.CLOCK);
        boolean whole = true;
        try {
            events.forEach(event -> reader.accept(event.name(), event.data(), out));
            reader.end(out);
        } catch (RefusedException e) {
            whole = false;
        }
        check(out, whole);
        try {
            var completion = new CompletionWriter("fake", "asked", TestingStreams.CLOCK);
            out.forEach(completion::accept);
            JsonNode folded = WireJson.tree(completion.finish());
            assertThat(folded.path("choices").isEmpty()).isFalse();
        } catch (RefusedException e) {
            assertThat(out).isEmpty();
        }
        return whole;
    }

    private static void check(List<ReplyEvent> out, boolean whole) throws IOException {
        Set<String> identities = new HashSet<>();
        Set<Integer> begun = new HashSet<>();
        Set<Integer> finished = new HashSet<>();
        for (ReplyEvent event : out) {
            if (event instanceof ReplyEvent.Spent) {
                assertThat(event).isSameAs(out.getLast());
                continue;
            }
            byte[] json = ((ReplyEvent.Chunk) event).json();
            assertThat(StreamUsage.oneLine(json)).isTrue();
            JsonNode chunk = WireJson.tree(json);
            assertThat(chunk.path("object").asText()).isEqualTo("chat.completion.chunk");
            identities.add(chunk.get("id") + " " + chunk.get("created") + " " + chunk.get("model"));
            assertThat(chunk.get("choices").isEmpty()).isFalse();
            for (JsonNode choice : chunk.get("choices")) {
                int index = choice.get("index").intValue();
                assertThat(finished).doesNotContain(index);
                if (begun.add(index)) {
                    assertThat(choice.at("/delta/role").asText()).isNotEmpty();
                }
                if (!choice.get("finish_reason").isNull()) {
                    assertThat(CompletionReason.known(
                                    choice.get("finish_reason").asText()))
                            .isTrue();
                    assertThat(ChunkDelta.speaks((ObjectNode) choice.get("delta")))
                            .isFalse();
                    finished.add(index);
                }
            }
        }
        assertThat(identities).hasSizeLessThanOrEqualTo(1);
        if (whole) {
            assertThat(finished).isEqualTo(begun).isNotEmpty();
        }
    }
}
