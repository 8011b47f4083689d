package dev.sluice.dialect.openai;

import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What an answer leaves out that OpenAI's always say, if only as null: put in while every other byte stays.
final class CompletionGaps {
    private record Gap(int offset, byte[] members) {}

    private final List<Gap> gaps = new ArrayList<>(2);

    /// Notes members that are missing from the object at whose end the parser stands.
    ///
    /// @param empty whether the object has no members of its own
    /// @param members as JSON, each followed by a comma
    void add(JsonParser parser, boolean empty, String members) {
        if (members.isEmpty()) {
            return;
        }
        String bare = members.substring(0, members.length() - 1);
        String text = empty ? bare : "," + bare;
        gaps.add(
                new Gap((int) parser.currentTokenLocation().getByteOffset(), text.getBytes(StandardCharsets.US_ASCII)));
    }

    /// The bytes with what was missing; the same ones where nothing was.
    byte[] filled(byte[] json) {
        if (gaps.isEmpty()) {
            return json;
        }
        var out = new ByteArrayOutputStream(json.length + 40 * gaps.size());
        int from = 0;
        for (Gap gap : gaps) {
            out.write(json, from, gap.offset - from);
            out.writeBytes(gap.members);
            from = gap.offset;
        }
        out.write(json, from, json.length - from);
        return out.toByteArray();
    }
}
