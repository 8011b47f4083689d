package dev.sluice.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.Listing;
import dev.sluice.catalog.TestingProvider;
import dev.sluice.config.BreakerConfig;
import dev.sluice.config.DefaultsConfig;
import dev.sluice.config.EgressConfig;
import dev.sluice.config.ImagesConfig;
import dev.sluice.config.LimitsConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.dialect.shape.DocumentParts;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.ContentFetch;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.Usage;
import dev.sluice.media.ImageFit;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.routing.Health;
import dev.sluice.routing.Router;
import dev.sluice.telemetry.Trail;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {
    private static final EgressConfig EGRESS =
            new EgressConfig(List.of(), List.of("http://user:secret@proxy.example:3128"), Optional.empty());

    private static final ReplyEvent HELLO = new ReplyEvent.Text(0, "hello");
    private static final ReplyEvent SILENCE = new ReplyEvent.Silence();
    private static final Failure DOWN = new Failure.UpstreamBroken("p", "down", false);
    private static final Failure WRONG = new Failure.RefusedByUpstream("p", 400, "no", null, null, null, null);

    private final Health health = new Health(new BreakerConfig(2, Duration.ofMinutes(1)), System::nanoTime);
    private final Trail trail = new Trail("id", "POST", "/v1/chat/completions", System.nanoTime());
    private final Cancellation cancellation = new Cancellation();

    /// Gives its events, then fails or ends; remembers that it was closed.
    private static final class Script implements ReplyStream {
        private final Queue<ReplyEvent> events;
        private final @Nullable Failure end;
        private int closed;

        Script(@Nullable Failure end, ReplyEvent... events) {
            this.events = new ArrayDeque<>(Arrays.asList(events));
            this.end = end;
        }

        @Override
        public @Nullable ReplyEvent next() {
            if (events.isEmpty() && end != null) {
                throw new RefusedException(end);
            }
            return events.poll();
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static Listing provider(String name, Function<String, ReplyStream> replies) {
        var listing = new Listing(
                new TestingProvider(name, () -> List.of(ModelCard.of("m")), replies),
                ProviderConfig.ofKind("openai"),
                false);
        listing.refresh();
        return listing;
    }

    private static Listing failing(String name, Failure failure) {
        return provider(name, model -> {
            throw new RefusedException(failure);
        });
    }

    private Dispatcher dispatcher(int rounds, Listing... listings) {
        var second = Duration.ofSeconds(1);
        var limits = new LimitsConfig(
                Duration.ofMinutes(5), second, second, second, second, rounds, new BreakerConfig(2, second), 0);
        var catalog = new Catalog(List.of(listings), Map.of(), new DefaultsConfig("", "", "", "", "", "", ""));
        ContentFetch none = (wanted, url, patience, cancellation) -> {
            throw new AssertionError("nothing is to be fetched");
        };
        return new Dispatcher(
                new Router(catalog),
                health,
                limits,
                EGRESS,
                new Preparation(none, new DocumentParts(), new ImageFit(new ImagesConfig("", 0))),
                Cookies.NONE);
    }

    private static Listing attempted(String name, Function<Attempt, ReplyStream> replies) {
        ChatProvider provider = new ChatProvider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String kind() {
                return "openai";
            }

            @Override
            public List<ModelCard> models() {
                return List.of(ModelCard.of("m"));
            }

            @Override
            public ReplyStream chat(ChatRequest request, String model, Attempt attempt) {
                return replies.apply(attempt);
            }
        };
        var listing = new Listing(provider, ProviderConfig.ofKind("openai"), false);
        listing.refresh();
        return listing;
    }

    private static ChatRequest request() {
        return request("");
    }

    private static ChatRequest request(String proxy) {
        var text = "{\"model\":\"m\",\"proxy\":\"" + proxy + "\"}";
        var document = Document.parse(text.getBytes(StandardCharsets.UTF_8));
        return new ChatRequest(
                Dialect.OPENAI_CHAT, document, "m", List.of(), true, false, Map.of(), () -> Prompt.of(List.of()));
    }

    private Failure refusal(Dispatcher dispatcher) {
        return catchThrowableOfType(RefusedException.class, () -> dispatcher.chat(request(), trail, cancellation))
                .failure();
    }

    @Test
    void triesTheNextTargetUntilOneGivesAnEvent() {
        var empty = new Script(null);
        var broken = new Script(DOWN, SILENCE);
        var begun = dispatcher(
                        1,
                        failing("a", DOWN),
                        provider("b", model -> empty),
                        provider("c", model -> broken),
                        provider("d", model -> new Script(null, SILENCE, HELLO)))
                .chat(request(), trail, cancellation);
        assertThat(begun.provider()).isEqualTo("d");
        assertThat(begun.reply().next()).isEqualTo(HELLO);
        assertThat(begun.reply().next()).isNull();
        assertThat(trail.attempts()).isEqualTo(4);
        assertThat(empty.closed).isPositive();
        assertThat(broken.closed).isPositive();
    }

    @Test
    void theCallersOwnMistakeIsNotTriedElsewhere() {
        assertThat(refusal(dispatcher(1, failing("a", WRONG), failing("b", DOWN))))
                .isEqualTo(WRONG);
        assertThat(trail.attempts()).isEqualTo(1);
    }

    @Test
    void goesOverThePlanAsOftenAsConfigured() {
        assertThat(refusal(dispatcher(3, failing("a", DOWN), failing("b", DOWN))))
                .isInstanceOfSatisfying(
                        Failure.Exhausted.class,
                        failure -> assertThat(failure.tried()).hasSize(6));
    }

    @Test
    void aFailureAfterTheFirstEventBelongsToTheStreamAndCountsAgainstItsTarget() {
        var dispatcher = dispatcher(
                1, provider("a", model -> new Script(DOWN, HELLO)), provider("b", model -> new Script(null, HELLO)));
        for (int i = 0; i < 2; i++) {
            var begun = dispatcher.chat(request(), trail, cancellation);
            assertThat(begun.provider()).isEqualTo("a");
            begun.reply().next();
            assertThat(catchThrowableOfType(RefusedException.class, begun.reply()::next)
                            .failure())
                    .isEqualTo(DOWN);
        }
        assertThat(dispatcher.chat(request(), trail, cancellation).provider()).isEqualTo("b");
    }

    @Test
    void aCancelledRequestIsTriedNowhereElseAndBlamesNobody() {
        var asked = new ArrayList<String>();
        var dispatcher = dispatcher(
                1,
                provider("a", model -> {
                    asked.add("a");
                    cancellation.cancel();
                    throw new RefusedException(DOWN);
                }),
                provider("b", model -> {
                    asked.add("b");
                    return new Script(null, HELLO);
                }));
        assertThat(refusal(dispatcher)).isInstanceOf(Failure.Cancelled.class);
        assertThat(asked).containsExactly("a");
    }

    @Test
    void notesWhatTheReplyCost() {
        var usage = new Usage(3, 4, 1, 2);
        var begun = dispatcher(1, provider("a", model -> new Script(null, HELLO, new ReplyEvent.Spent(usage, null))))
                .chat(request(), trail, cancellation);
        begun.reply().next();
        begun.reply().next();
        assertThat(trail.usage()).isEqualTo(usage);
    }

    @Test
    void closingTheReplyClosesTheUpstreams() {
        var script = new Script(null, HELLO);
        dispatcher(1, provider("a", model -> script))
                .chat(request(), trail, cancellation)
                .reply()
                .close();
        assertThat(script.closed).isEqualTo(1);
    }

    @Test
    void aProxyThatStandsInTheListIsTheWayOut() {
        var ways = new ArrayList<Optional<URI>>();
        Listing listing = attempted("a", attempt -> {
            ways.add(attempt.proxy());
            return new Script(null, HELLO);
        });
        dispatcher(1, listing).chat(request("http://proxy.example:3128"), trail, cancellation);
        dispatcher(1, listing).chat(request(), trail, cancellation);
        assertThat(ways)
                .containsExactly(Optional.of(URI.create("http://user:secret@proxy.example:3128")), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other.example:3128",
                "http://proxy.example:3129",
                "https://proxy.example:3128",
                "http://user:guess@proxy.example:3128",
                "proxy.example:3128",
                "no address"
            })
    void anyOtherProxyIsRefusedBeforeAnythingIsAsked(String proxy) {
        Listing listing = attempted("a", attempt -> {
            throw new AssertionError("nobody is to be asked");
        });
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> dispatcher(1, listing).chat(request(proxy), trail, cancellation));
        assertThat(refused.failure()).isInstanceOf(Failure.Invalid.class);
        assertThat(((Failure.Invalid) refused.failure()).param()).isEqualTo("proxy");
    }
}
