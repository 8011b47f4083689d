package dev.sluice.dialect.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.exchange.WireJson;
import java.io.IOException;

/// Tells in one pass, without a tree, whether a message is what nearly all messages of a stream are: the next piece of
/// one choice that has begun and goes on, right in every respect.
///
/// It changes nothing and refuses nothing; a message that it does not know is for [ChunkRepair].
final class ChunkScan {
    private static final int ID = 1;
    private static final int OBJECT = 2;
    private static final int CREATED = 4;
    private static final int MODEL = 8;
    private static final int CHOICES = 16;
    private static final int ENVELOPE = ID | OBJECT | CREATED | MODEL | CHOICES;

    private static final int INDEX = 1;
    private static final int DELTA = 2;
    private static final int GOING_ON = 4;
    private static final int CHOICE = INDEX | DELTA | GOING_ON;

    private final StreamIdentity identity;
    private final ChunkChoices choices;
    private int index;
    private int tool;

    ChunkScan(StreamIdentity identity, ChunkChoices choices) {
        this.identity = identity;
        this.choices = choices;
    }

    boolean passes(byte[] json) {
        // nothing but an object may go out in one piece, without a mark in front
        if (json.length < 2 || json[0] != '{') {
            return false;
        }
        index = -1;
        tool = -1;
        try (JsonParser parser = WireJson.parser(json)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    && envelope(parser)
                    && parser.nextToken() == null
                    && parser.currentLocation().getLineNr() == 1
                    && known();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean known() {
        ChunkChoices.Choice choice = choices.at(index);
        return choice != null && !choice.finished && (tool < 0 || choice.tools.knows(tool));
    }

    private boolean envelope(JsonParser parser) throws IOException {
        int seen = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            int right = switch (name) {
                case "id" -> identity.hasId(parser, value) ? ID : -1;
                case "object" -> StreamIdentity.isChunk(parser, value) ? OBJECT : -1;
                case "created" -> identity.hasCreated(parser, value) ? CREATED : -1;
                case "model" -> identity.hasModel(parser, value) ? MODEL : -1;
                case "choices" -> oneChoice(parser, value) ? CHOICES : -1;
                case "usage", "error" -> value == JsonToken.VALUE_NULL ? 0 : -1;
                // may hold usage
                case "x_groq" -> -1;
                default -> skipped(parser);
            };
            if (right < 0) {
                return false;
            }
            seen |= right;
        }
        return seen == ENVELOPE;
    }

    private boolean oneChoice(JsonParser parser, JsonToken value) throws IOException {
        return value == JsonToken.START_ARRAY
                && parser.nextToken() == JsonToken.START_OBJECT
                && choice(parser)
                && parser.nextToken() == JsonToken.END_ARRAY;
    }

    private boolean choice(JsonParser parser) throws IOException {
        int seen = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            int right = switch (name) {
                case "index" -> {
                    index = small(parser, value);
                    yield index >= 0 ? INDEX : -1;
                }
                case "delta" -> value == JsonToken.START_OBJECT && delta(parser) ? DELTA : -1;
                case "finish_reason" -> value == JsonToken.VALUE_NULL ? GOING_ON : -1;
                default -> skipped(parser);
            };
            if (right < 0) {
                return false;
            }
            seen |= right;
        }
        return seen == CHOICE;
    }

    private boolean delta(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            boolean right = switch (name) {
                case "content", "role", "refusal" -> value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NULL;
                case "tool_calls" -> value == JsonToken.VALUE_NULL || oneTool(parser, value);
                default -> skipped(parser) == 0;
            };
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private boolean oneTool(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            return false;
        }
        JsonToken first = parser.nextToken();
        if (first == JsonToken.END_ARRAY) {
            return true;
        }
        return tool < 0
                && first == JsonToken.START_OBJECT
                && toolPiece(parser)
                && tool >= 0
                && parser.nextToken() == JsonToken.END_ARRAY;
    }

    private boolean toolPiece(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            boolean right = switch (name) {
                case "index" -> {
                    tool = small(parser, value);
                    yield tool >= 0;
                }
                // only a first piece brings them, and that is looked at with care
                case "id" -> blank(parser, value);
                case "function" -> value == JsonToken.START_OBJECT && function(parser);
                default -> skipped(parser) == 0;
            };
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private static boolean function(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            boolean right = switch (name) {
                case "name" -> blank(parser, value);
                case "arguments" -> value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NULL;
                default -> skipped(parser) == 0;
            };
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private static boolean blank(JsonParser parser, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_NULL || (value == JsonToken.VALUE_STRING && parser.getTextLength() == 0);
    }

    private static int small(JsonParser parser, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : -1;
    }

    private static int skipped(JsonParser parser) throws IOException {
        parser.skipChildren();
        return 0;
    }
}
