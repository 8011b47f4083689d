package dev.sluice.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.catalog.TestingProvider;
import dev.sluice.config.ImagesConfig;
import dev.sluice.dialect.shape.DocumentParts;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.ContentFetch.Wanted;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Role;
import dev.sluice.media.ImageFit;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a provider needs of a request's parts.
class PreparedPartsTest {
    private static final Content PNG = Content.of("image/png", "iVBORw0KGgo=");

    private final List<String> asked = new ArrayList<>();
    private final ChatProvider provider = new TestingProvider("p", List::of, model -> {
        throw new AssertionError(model);
    });

    private PreparedParts parts(String size, Content there) {
        return new PreparedParts(new Preparation(
                (wanted, url, patience, cancellation) -> {
                    asked.add(wanted + " " + url);
                    return there;
                },
                new DocumentParts(),
                new ImageFit(new ImagesConfig(size, 0))));
    }

    private static Attempt attempt(Duration left) {
        Duration second = Duration.ofSeconds(1);
        return new Attempt(
                "id", new Cancellation(), System.nanoTime() + left.toNanos(), second, second, second, second);
    }

    private static ChatRequest showing(Part... parts) {
        return new ChatRequest(
                Dialect.ANTHROPIC,
                Document.parse("{}".getBytes(UTF_8)),
                "m",
                List.of(),
                false,
                false,
                Map.of(),
                () -> Prompt.of(List.of(new Message(Role.USER, List.of(parts), null))));
    }

    private List<Part> prepared(PreparedParts parts, Part... shown) {
        return parts.prepared(showing(shown), provider, attempt(Duration.ofSeconds(9)))
                .prompt()
                .messages()
                .getFirst()
                .parts();
    }

    @Test
    void whatTheProviderCannotBeToldIsFetchedOnce() {
        var sound = new Part.Audio(Content.at("https://e.example/a"));
        var image = new Part.Image(Content.at("https://e.example/a"), null);
        Content there = Content.of("audio/mpeg", "SUQz");
        var parts = parts("", there);
        assertThat(prepared(parts, sound, image, sound, new Part.ToolResult("t", List.of(sound), false)))
                .containsExactly(
                        new Part.Audio(there),
                        image,
                        new Part.Audio(there),
                        new Part.ToolResult("t", List.of(new Part.Audio(there)), false));
        assertThat(prepared(parts, sound)).containsExactly(new Part.Audio(there));
        assertThat(asked).containsExactly(Wanted.AUDIO + " https://e.example/a");
    }

    @Test
    void aFileIsNamedByItsAddressUnlessItHasAName() {
        Content there = Content.of("application/pdf", "AAAA");
        var parts = parts("", there);
        for (String[] named : new String[][] {
            {"https://e.example/x/paper.pdf?q#f", "paper.pdf"},
            {"https://e.example/", "file"},
            {"https://e.example", "file"}
        }) {
            assertThat(prepared(parts, new Part.File(null, Content.at(named[0]), null)))
                    .containsExactly(new Part.File(named[1], there, null));
        }
        assertThat(prepared(parts, new Part.File("mine", Content.at("https://e.example/x"), null)))
                .containsExactly(new Part.File("mine", there, null));
        var byId = new Part.File(null, null, "file-1");
        assertThat(prepared(parts, byId)).containsExactly(byId);
    }

    @Test
    void nobodyHasTheGatewayHoldAnyAmount() {
        var parts = parts("", Content.of("audio/mpeg", "A".repeat(20 << 20)));
        Part[] sounds = new Part[3];
        for (int at = 0; at < sounds.length; at++) {
            sounds[at] = new Part.Audio(Content.at("https://e.example/" + at));
        }
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> prepared(parts, sounds));
        assertThat(refused.failure()).isInstanceOf(Failure.TooLarge.class);
        assertThat(asked).hasSize(3);
    }

    @Test
    void imagesAreNotMadeToFitForLongerThanThereIsTime() {
        ChatRequest request = showing(new Part.Image(PNG, null));
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> parts("10x10", PNG).prepared(request, provider, attempt(Duration.ZERO)));
        assertThat(((Failure.Invalid) refused.failure()).param()).isEqualTo("messages[0].content[0]");
    }

    @Test
    void aRequestThatNeedsNothingIsTheSame() {
        ChatRequest request = showing(new Part.Text("hi"), new Part.Image(PNG, "low"));
        assertThat(parts("", PNG).prepared(request, provider, attempt(Duration.ofSeconds(9))))
                .isSameAs(request);
        assertThat(asked).isEmpty();
    }
}
