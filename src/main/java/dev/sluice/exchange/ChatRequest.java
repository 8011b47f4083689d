package dev.sluice.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A chat that a caller asks for: its document as it came, and the few values that the journey needs.
///
/// @param dialect the language of `document`
/// @param document the caller's JSON, already checked
/// @param model the model asked for; null where the caller named none
/// @param providers the providers asked for by name, in order; empty for any
/// @param stream whether the caller wants a stream
/// @param wantsUsage whether the caller wants the usage message at the end of a stream
/// @param headers the caller's headers that may travel upstream, names in lower case
/// @param conversation the caller's name for what this chat goes on from; null where it stands alone
/// @param reading reads the document into neutral words; asked only where an upstream speaks another dialect
/// @param decoding adds what an event in `dialect` says as neutral events; asked only where somebody must know what a
///     reply says whose bytes pass through
/// @param rewriting exchanges the messages of `document`; null where that cannot be done in `dialect`
public record ChatRequest(
        Dialect dialect,
        Document document,
        @Nullable String model,
        List<String> providers,
        boolean stream,
        boolean wantsUsage,
        Map<String, String> headers,
        @Nullable String conversation,
        Supplier<Prompt> reading,
        BiConsumer<ReplyEvent, List<ReplyEvent>> decoding,
        @Nullable Rewriting rewriting) {
    private static final BiConsumer<ReplyEvent, List<ReplyEvent>> NEUTRAL = (event, out) -> out.add(event);

    public ChatRequest {
        providers = List.copyOf(providers);
        headers = Map.copyOf(headers);
        reading = reading instanceof Once ? reading : new Once(reading);
    }

    /// One whose messages can be exchanged only in neutral words.
    public ChatRequest(
            Dialect dialect,
            Document document,
            @Nullable String model,
            List<String> providers,
            boolean stream,
            boolean wantsUsage,
            Map<String, String> headers,
            Supplier<Prompt> reading,
            BiConsumer<ReplyEvent, List<ReplyEvent>> decoding) {
        this(
                dialect,
                document,
                model,
                providers,
                stream,
                wantsUsage,
                headers,
                conversation(document),
                reading,
                decoding,
                null);
    }

    /// One of which only neutral events come back.
    public ChatRequest(
            Dialect dialect,
            Document document,
            @Nullable String model,
            List<String> providers,
            boolean stream,
            boolean wantsUsage,
            Map<String, String> headers,
            Supplier<Prompt> reading) {
        this(dialect, document, model, providers, stream, wantsUsage, headers, reading, NEUTRAL);
    }

    /// What the gateway's own field names, in every dialect.
    private static @Nullable String conversation(Document document) {
        JsonNode id = document.tree().path("conversation_id");
        return id.isTextual() ? id.textValue() : null;
    }

    /// What the caller gives the model, read once.
    ///
    /// @throws RefusedException where the document holds what no other dialect can say
    public Prompt prompt() {
        return reading.get();
    }

    /// The proxy that the caller wants its request sent by; null where it names none.
    public @Nullable String proxy() {
        return WireJson.text(document.tree().path("proxy"));
    }

    /// The same, asked of another model.
    public ChatRequest withModel(String other) {
        return asked(other, conversation);
    }

    /// The same, going on from what was said under that name.
    public ChatRequest in(String named) {
        return asked(model, named);
    }

    private ChatRequest asked(@Nullable String other, @Nullable String named) {
        return new ChatRequest(
                dialect, document, other, providers, stream, wantsUsage, headers, named, reading, decoding, rewriting);
    }

    /// The same in its own dialect where that can be done.
    ///
    /// @param messages any; those of `prompt` that are still among them are told as they came
    public ChatRequest withMessages(List<Message> messages) {
        return rewriting == null
                ? saying(prompt().withMessages(messages))
                : rewriting.rewrite(this, List.copyOf(messages));
    }

    /// The same with other messages, told by another document.
    public ChatRequest retold(Document other, Prompt prompt, Rewriting next) {
        return told(dialect, other, prompt, decoding, next);
    }

    /// The same, said by another document of its dialect, and read otherwise where it is told in neutral words.
    public ChatRequest saidBy(Document other, Supplier<Prompt> otherwise) {
        return new ChatRequest(
                dialect,
                other,
                model,
                providers,
                stream,
                wantsUsage,
                headers,
                conversation,
                otherwise,
                decoding,
                rewriting);
    }

    /// The same model asked in no dialect, so that an upstream is told what `prompt` says and answers in neutral
    /// events.
    public ChatRequest saying(Prompt prompt) {
        return told(Dialect.NONE, document, prompt, NEUTRAL, null);
    }

    private ChatRequest told(
            Dialect in,
            Document by,
            Prompt prompt,
            BiConsumer<ReplyEvent, List<ReplyEvent>> decodedBy,
            @Nullable Rewriting next) {
        return new ChatRequest(
                in, by, model, providers, stream, wantsUsage, headers, conversation, () -> prompt, decodedBy, next);
    }

    /// Exchanges the messages of a request in its own dialect.
    @FunctionalInterface
    public interface Rewriting {
        ChatRequest rewrite(ChatRequest request, List<Message> messages);
    }

    /// Used by the one thread that serves the request.
    private static final class Once implements Supplier<Prompt> {
        private final Supplier<Prompt> reading;
        private @Nullable Prompt prompt;

        Once(Supplier<Prompt> reading) {
            this.reading = reading;
        }

        @Override
        public Prompt get() {
            Prompt read = prompt;
            if (read == null) {
                read = reading.get();
                prompt = read;
            }
            return read;
        }
    }
}
