package dev.sluice.dialect.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// Tells in one pass whether the `message` of a whole answer is right, so that it need not be looked at with care.
///
/// Each method stands at the start of a container and leaves the parser at its end.
final class CompletionScan {
    private CompletionScan() {}

    static boolean message(JsonParser parser, CompletionGaps gaps) throws IOException {
        boolean right = true;
        boolean empty = true;
        boolean role = false;
        boolean content = false;
        boolean refusal = false;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            empty = false;
            role |= name.equals("role");
            content |= name.equals("content");
            refusal |= name.equals("refusal");
            right &= switch (name) {
                case "content", "role", "refusal" -> value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NULL;
                case "tool_calls" -> value == JsonToken.VALUE_NULL || (value == JsonToken.START_ARRAY && calls(parser));
                default -> true;
            };
            parser.skipChildren();
        }
        String missing = role ? "" : "\"role\":\"assistant\",";
        missing += content ? "" : "\"content\":null,";
        missing += refusal ? "" : "\"refusal\":null,";
        gaps.add(parser, empty, missing);
        return right;
    }

    private static boolean calls(JsonParser parser) throws IOException {
        boolean right = true;
        for (JsonToken value = parser.nextToken(); value != JsonToken.END_ARRAY; value = parser.nextToken()) {
            right &= value == JsonToken.START_OBJECT && call(parser);
            parser.skipChildren();
        }
        return right;
    }

    private static boolean call(JsonParser parser) throws IOException {
        boolean id = false;
        boolean type = false;
        boolean right = true;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "id" -> id = value == JsonToken.VALUE_STRING && parser.getTextLength() > 0;
                case "type" -> type = value == JsonToken.VALUE_STRING && parser.getTextLength() > 0;
                case "function" -> right &= value == JsonToken.START_OBJECT && function(parser);
                default -> {}
            }
            parser.skipChildren();
        }
        return right && id && type;
    }

    private static boolean function(JsonParser parser) throws IOException {
        boolean right = true;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("name") || name.equals("arguments")) {
                right &= value == JsonToken.VALUE_STRING;
            }
            parser.skipChildren();
        }
        return right;
    }
}
