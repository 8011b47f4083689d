package dev.sluice.provider.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.Secret;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.OutputFormat;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.Reasoning;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.Sampling;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuideProviderTest {
    private final Cancellation cancellation = new Cancellation();
    private final ChatProvider guide = (ChatProvider) new GuideKind().open("guide", nothingSet());

    @Test
    void hasOneModel() {
        assertThat(guide.name()).isEqualTo("guide");
        assertThat(guide.kind()).isEqualTo(new GuideKind().name());
        assertThat(guide.models()).singleElement().satisfies(card -> {
            assertThat(card.id()).isEqualTo("sluice");
            assertThat(card.type()).isEqualTo("chat");
        });
    }

    @Test
    void streamsWordByWordThenItsEndThenItsUsage() {
        List<ReplyEvent> events = events(chat("{}", Message.of(Role.USER, "How do I add a provider?")));
        String text = text(events, 0);
        assertThat(text).isEqualTo(Manual.bundled().answer("How do I add a provider?"));
        assertThat(events.subList(0, events.size() - 2))
                .hasSizeGreaterThan(50)
                .allSatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                ReplyEvent.Text.class,
                                piece -> assertThat(piece.delta().strip()).doesNotContainAnyWhitespaces()));
        assertThat(events.get(events.size() - 2)).isEqualTo(new ReplyEvent.Finished(0, "stop"));
        var spent = (ReplyEvent.Spent) events.getLast();
        assertThat(spent.chunk()).isNull();
        assertThat(spent.usage().input()).isEqualTo(6);
        assertThat(spent.usage().output()).isEqualTo(Math.ceilDiv(text.getBytes(UTF_8).length, 4));
    }

    @Test
    void answersTheLastMessageOfTheUser() {
        var events = events(chat(
                "{}",
                Message.of(Role.SYSTEM, "How do aliases work?"),
                Message.of(Role.USER, "How do I deploy on Tomcat?"),
                Message.of(Role.ASSISTANT, "Copy it."),
                Message.of(Role.USER, "How long are the timeouts?"),
                Message.of(Role.ASSISTANT, "How do I see the logs?")));
        assertThat(text(events, 0)).contains("**Timeouts**");
    }

    @Test
    void answersAConversationWithoutAUser() {
        assertThat(text(events(chat("{}", Message.of(Role.SYSTEM, "Be brief."))), 0))
                .startsWith(Manual.WHO);
    }

    @Test
    void stopsAtTheTokensAllowed() {
        for (String name : List.of("max_tokens", "max_completion_tokens")) {
            var events = events(chat("{\"" + name + "\": 5}", Message.of(Role.USER, "add a provider")));
            assertThat(text(events, 0)).isEqualTo("I am not a language ");
            assertThat(events).contains(new ReplyEvent.Finished(0, "length"));
        }
    }

    @Test
    void stopsBeforeAStopWord() {
        var one = events(chat("{\"stop\": \" language\"}", Message.of(Role.USER, "add a provider")));
        assertThat(text(one, 0)).isEqualTo("I am not a");
        var first = events(chat("{\"stop\": [\"language\", \"am\"]}", Message.of(Role.USER, "add a provider")));
        assertThat(text(first, 0)).isEqualTo("I ");
        assertThat(first).contains(new ReplyEvent.Finished(0, "stop"));
    }

    @Test
    void repeatsTheAnswerForEachChoice() {
        var events = events(chat("{\"n\": 2}", Message.of(Role.USER, "hello")));
        assertThat(text(events, 1)).isEqualTo(text(events, 0)).isNotEmpty();
        assertThat(events).contains(new ReplyEvent.Finished(0, "stop"), new ReplyEvent.Finished(1, "stop"));
        assertThat(((ReplyEvent.Spent) events.getLast()).usage().output()).isEqualTo(2 * Tokens.in(text(events, 0)));
    }

    @Test
    void endsWhenTheCallerGoes() {
        var reply = chat("{}", Message.of(Role.USER, "add a provider"));
        assertThat(reply.next()).isInstanceOf(ReplyEvent.Text.class);
        cancellation.cancel();
        assertThatThrownBy(reply::next)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.failure()).isInstanceOf(Failure.Cancelled.class));
        assertThat(reply.next()).isNull();
    }

    @Test
    void endsWhenItIsClosed() {
        var reply = chat("{}", Message.of(Role.USER, "add a provider"));
        assertThat(reply.ready()).isTrue();
        reply.close();
        reply.close();
        assertThat(reply.ready()).isFalse();
        assertThat(reply.next()).isNull();
    }

    private ReplyStream chat(String body, Message... messages) {
        Document document = Document.parse(body.getBytes(UTF_8));
        var request = new ChatRequest(
                Dialect.OPENAI_CHAT,
                document,
                "auto",
                List.of(),
                true,
                false,
                Map.of(),
                () -> prompt(document, List.of(messages)));
        var minute = Duration.ofMinutes(1);
        return guide.chat(
                request,
                "sluice",
                new Attempt("r", cancellation, System.nanoTime() + minute.toNanos(), minute, minute, minute, minute));
    }

    private static Prompt prompt(Document document, List<Message> messages) {
        var body = document.tree();
        var stops = new ArrayList<String>();
        JsonNode stop = body.path("stop");
        (stop.isTextual() ? List.of(stop) : stop).forEach(one -> stops.add(one.asText()));
        Long limit = Stream.of("max_tokens", "max_completion_tokens")
                .filter(body::has)
                .map(name -> body.path(name).asLong())
                .findFirst()
                .orElse(null);
        var sampling = new Sampling(
                null, null, null, limit, stops, null, null, null, body.path("n").asInt(1), null, Map.of());
        return new Prompt(
                messages, List.of(), null, null, sampling, new OutputFormat.Text(), Reasoning.UNSAID, null, Map.of());
    }

    private static List<ReplyEvent> events(ReplyStream reply) {
        var events = new ArrayList<ReplyEvent>();
        for (var event = reply.next(); event != null; event = reply.next()) {
            events.add(event);
        }
        return events;
    }

    private static String text(List<ReplyEvent> events, int choice) {
        return events.stream()
                .filter(ReplyEvent.Text.class::isInstance)
                .map(ReplyEvent.Text.class::cast)
                .filter(piece -> piece.choice() == choice)
                .map(ReplyEvent.Text::delta)
                .collect(joining());
    }

    private static ProviderConfig nothingSet() {
        return new ProviderConfig(
                "guide",
                Optional.empty(),
                Secret.NONE,
                List.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                Optional.empty(),
                Map.of(),
                JsonNodeFactory.instance.objectNode(),
                Optional.empty(),
                false,
                1,
                true);
    }
}
