package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireJson;

/// What a model thinks. A caller that asked for a summary of the reasoning gets it as one, any other as the reasoning's
/// own text.
final class OpenReasoning extends OpenItem {
    private final boolean asSummary;
    private final StringBuilder text = new StringBuilder();
    private boolean begun;

    OpenReasoning(EventLine line, ArrayNode output, int index, boolean asSummary) {
        super(line, output, index, "reasoning", "rs_");
        this.asSummary = asSummary;
        item.putArray("summary");
        begin();
    }

    void think(String delta) {
        if (!begun) {
            begun = true;
            ObjectNode added =
                    inPart(asSummary ? "response.reasoning_summary_part.added" : "response.content_part.added");
            added.set("part", part(""));
            line.add(added);
        }
        text.append(delta);
        if (!delta.isEmpty()) {
            line.add(inPart(name() + ".delta").put("delta", delta));
        }
    }

    /// Takes what proves the reasoning, or holds it where only its upstream can read it.
    void seal(String encrypted) {
        item.put("encrypted_content", encrypted);
    }

    private String name() {
        return asSummary ? "response.reasoning_summary_text" : "response.reasoning_text";
    }

    private ObjectNode inPart(String type) {
        return event(type).put(asSummary ? "summary_index" : "content_index", 0);
    }

    private ObjectNode part(String words) {
        return WireJson.object()
                .put("type", asSummary ? "summary_text" : "reasoning_text")
                .put("text", words);
    }

    @Override
    void close() {
        if (!begun) {
            return;
        }
        String words = text.toString();
        line.add(inPart(name() + ".done").put("text", words));
        ObjectNode done = inPart(asSummary ? "response.reasoning_summary_part.done" : "response.content_part.done");
        done.set("part", part(words));
        line.add(done);
        item.withArray(asSummary ? "summary" : "content").add(part(words));
    }
}
