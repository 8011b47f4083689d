package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkReaderTest {
    static Stream<String> recordings() {
        return TestingStreams.names().stream();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void cleansTheRecordedStream(String name) {
        assertThat(TestingStreams.read(TestingStreams.events(name))).isEqualTo(TestingStreams.text(name + ".events"));
    }

    @Test
    void hasARecordingForEveryExpectation() throws IOException {
        try (Stream<Path> files = Files.list(TestingStreams.RECORDINGS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".events"))
                            .map(name -> name.substring(0, name.length() - 7)))
                    .containsExactlyInAnyOrderElementsOf(TestingStreams.names());
        }
    }

    @Test
    void isOverAfterItsEnd() {
        var reader = new ChunkReader("fake", "asked", TestingStreams.CLOCK);
        List<ReplyEvent> out = new ArrayList<>();
        var events = TestingStreams.events("conforming");
        assertThat(reader.over()).isFalse();
        events.forEach(event -> reader.accept(event.name(), event.data(), out));
        assertThat(reader.over()).isTrue();
        int all = out.size();
        reader.accept("", events.getFirst().data(), out);
        reader.accept("error", TestingStreams.bytes("{}"), out);
        reader.end(out);
        assertThat(out).hasSize(all);
    }

    @Test
    void isOverAfterARefusal() {
        var reader = new ChunkReader("fake", "asked", TestingStreams.CLOCK);
        List<ReplyEvent> out = new ArrayList<>();
        assertThatThrownBy(() -> reader.accept("", TestingStreams.bytes("{"), out))
                .isInstanceOf(RefusedException.class);
        reader.accept("", TestingStreams.events("conforming").getFirst().data(), out);
        reader.end(out);
        assertThat(out).isEmpty();
    }

    private static Usage spent(List<ReplyEvent> events) {
        assertThat(events).hasSize(2).last().isInstanceOf(ReplyEvent.Spent.class);
        return ((ReplyEvent.Spent) events.getLast()).usage();
    }

    @Test
    void tellsOfACutStreamWhatItsUpstreamSaidThatItCostSoFar() {
        byte[] told = TestingStreams.bytes("{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                + "\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":null}],"
                + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}");
        List<ReplyEvent> broken = new ArrayList<>();
        var reader = new ChunkReader("fake", "asked", TestingStreams.CLOCK);
        reader.accept("", told, broken);
        reader.cut(broken);
        assertThat(spent(broken)).isEqualTo(new Usage(7, 3, 0, 0));
        List<ReplyEvent> ended = new ArrayList<>();
        var other = new ChunkReader("fake", "asked", TestingStreams.CLOCK);
        other.accept("", told, ended);
        assertThatThrownBy(() -> other.end(ended)).isInstanceOf(RefusedException.class);
        assertThat(spent(ended)).isEqualTo(new Usage(7, 3, 0, 0));
    }

    @Test
    void holdsNoMoreToolCallsThanItsLimit() {
        var reader = new ChunkReader("fake", "asked", TestingStreams.CLOCK);
        List<ReplyEvent> out = new ArrayList<>();
        byte[] piece = TestingStreams.bytes("{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"function\":{"
                + "\"name\":\"get\",\"arguments\":\"{}\"}}]}}]}");
        assertThatThrownBy(() -> {
                    for (int i = 0; i <= ChunkTools.LIMIT; i++) {
                        reader.accept("", piece, out);
                    }
                })
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("more than 1024 tool calls");
        assertThat(out).hasSize(ChunkTools.LIMIT);
    }
}
