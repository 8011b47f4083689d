package dev.sluice.dialect.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.time.Clock;

/// Reads an upstream's answer in one JSON object: checks in one pass that it is a chat completion, and keeps its bytes.
public final class CompletionReader {
    private static final int ID = 1;
    private static final int OBJECT = 2;
    private static final int CREATED = 4;
    private static final int MODEL = 8;
    private static final int ENVELOPE = ID | OBJECT | CREATED | MODEL;

    private boolean error;
    private boolean answered;
    private boolean right = true;
    private int seen;
    private Usage usage = Usage.NONE;
    private final CompletionGaps gaps = new CompletionGaps();

    private CompletionReader() {}

    /// Reads an answer that needs no model to stand in.
    ///
    /// @throws RefusedException where the answer reports an error, or is no chat completion
    public static ReplyEvent.Whole read(byte[] json, String provider) {
        return read(json, provider, "", Clock.systemUTC());
    }

    /// Reads an answer.
    ///
    /// @param model stands in where the upstream names no model
    /// @throws RefusedException where the answer reports an error, or is no chat completion
    public static ReplyEvent.Whole read(byte[] json, String provider, String model, Clock clock) {
        var reader = new CompletionReader();
        try {
            try (JsonParser parser = WireJson.parser(json)) {
                reader.read(parser);
            }
            if (reader.error || (!reader.answered && CompletionErrors.isError(WireJson.tree(json)))) {
                throw new RefusedException(CompletionErrors.inAnswer(provider, json));
            }
            if (!reader.answered) {
                throw new WireFormatException("sent an answer without choices");
            }
            return new ReplyEvent.Whole(Dialect.OPENAI_CHAT, reader.answer(json, model, clock), reader.usage);
        } catch (IOException e) {
            throw WireJson.broken(provider, e);
        }
    }

    private byte[] answer(byte[] json, String model, Clock clock) throws IOException {
        byte[] answer = gaps.filled(json);
        if (right && seen == ENVELOPE) {
            return answer;
        }
        ObjectNode tree = WireJson.object(answer);
        CompletionRepair.repair(tree, StreamIdentity.of(tree, model, clock));
        return WireJson.bytes(tree);
    }

    private void read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            answered = false;
            return;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "id" -> seen |= filled(parser, value) ? ID : 0;
                case "object" ->
                    seen |= value == JsonToken.VALUE_STRING && parser.getText().equals(StreamIdentity.COMPLETION)
                            ? OBJECT
                            : 0;
                case "created" -> seen |= value == JsonToken.VALUE_NUMBER_INT ? CREATED : 0;
                case "model" -> seen |= filled(parser, value) ? MODEL : 0;
                case "choices" -> choices(parser, value);
                case "usage" -> usage(parser, value);
                case "error" -> error(parser, value);
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new WireFormatException("sent more than one JSON value");
        }
    }

    private static boolean filled(JsonParser parser, JsonToken value) throws IOException {
        parser.skipChildren();
        return value == JsonToken.VALUE_STRING && parser.getTextLength() > 0;
    }

    private void usage(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.START_OBJECT) {
            Usage read = UsageReader.read(parser);
            usage = read == null ? usage : read;
        } else {
            parser.skipChildren();
        }
    }

    private void error(JsonParser parser, JsonToken value) throws IOException {
        error |= switch (value) {
            case START_OBJECT, START_ARRAY -> filledContainer(parser);
            case VALUE_STRING -> parser.getTextLength() > 0;
            case VALUE_TRUE, VALUE_NUMBER_INT -> true;
            default -> false;
        };
    }

    private static boolean filledContainer(JsonParser parser) throws IOException {
        boolean filled = false;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            filled |= depth > 0;
        }
        return filled;
    }

    private void choices(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        if (value != JsonToken.START_ARRAY) {
            throw new WireFormatException("sent choices that are not an array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new WireFormatException("sent a choice that is not an object");
            }
            choice(parser);
            answered = true;
        }
    }

    private static boolean small(JsonParser parser, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_NUMBER_INT
                && parser.getTextLength() <= 3
                && parser.getIntValue() >= 0
                && parser.getIntValue() < ChunkChoices.LIMIT;
    }

    private void choice(JsonParser parser) throws IOException {
        boolean message = false;
        boolean text = false;
        boolean index = false;
        boolean reason = false;
        boolean logprobs = false;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "message" -> {
                    message = value == JsonToken.START_OBJECT;
                    if (message) {
                        right &= CompletionScan.message(parser, gaps);
                    }
                }
                case "text" -> text = value == JsonToken.VALUE_STRING;
                case "index" -> index = small(parser, value);
                case "finish_reason" ->
                    reason = value == JsonToken.VALUE_STRING && CompletionReason.known(parser.getText());
                case "logprobs" -> logprobs = true;
                default -> {}
            }
            parser.skipChildren();
        }
        gaps.add(parser, false, logprobs ? "" : "\"logprobs\":null,");
        if (!message && !text) {
            throw new WireFormatException("sent a choice without a message");
        }
        right &= message && index && reason;
    }
}
