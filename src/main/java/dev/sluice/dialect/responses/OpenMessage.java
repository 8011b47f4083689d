package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.WireJson;
import org.jspecify.annotations.Nullable;

/// What a model says, or says instead: parts of text and refusal, one open at a time.
final class OpenMessage extends OpenItem {
    private final ArrayNode content;
    private @Nullable Kind kind;
    private final StringBuilder text = new StringBuilder();
    private final ArrayNode annotations = WireJson.object().arrayNode();
    private @Nullable ArrayNode last;
    private int lastIndex;
    private int begun;

    private enum Kind {
        TEXT("output_text", "text", "response.output_text"),
        REFUSAL("refusal", "refusal", "response.refusal");

        private final String type;
        private final String member;
        private final String event;

        Kind(String type, String member, String event) {
            this.type = type;
            this.member = member;
            this.event = event;
        }

        ObjectNode part(String words) {
            return part(words, WireJson.object().arrayNode());
        }

        ObjectNode part(String words, ArrayNode annotations) {
            ObjectNode part = WireJson.object().put("type", type).put(member, words);
            if (this == TEXT) {
                part.set("annotations", annotations);
                part.putArray("logprobs");
            }
            return part;
        }
    }

    OpenMessage(EventLine line, ArrayNode output, int index) {
        super(line, output, index, "message", "msg_");
        item.put("role", "assistant");
        content = item.putArray("content");
        begin();
    }

    /// @param at how many characters of the answer came before
    void say(String delta, int at) {
        if (kind != Kind.TEXT) {
            close();
            begun = at;
        }
        add(Kind.TEXT, delta);
    }

    /// Names a source of the text that is open, or of the last one where none is: the response that is told at the end
    /// names it then.
    ///
    /// @param said how many characters of the answer have come
    void cite(Citation citation, int said) {
        ArrayNode named = kind == Kind.TEXT ? annotations : last;
        if (named == null) {
            return;
        }
        Citation.Place place = citation.within(begun, said);
        ObjectNode annotation = WireJson.object()
                .put("type", "url_citation")
                .put("start_index", place.start())
                .put("end_index", place.end())
                .put("url", citation.url())
                .put("title", citation.title());
        ObjectNode event = event("response.output_text.annotation.added")
                .put("content_index", kind == Kind.TEXT ? content.size() : lastIndex)
                .put("annotation_index", named.size());
        event.set("annotation", annotation);
        line.add(event);
        named.add(annotation.deepCopy());
    }

    void refuse(String delta) {
        add(Kind.REFUSAL, delta);
    }

    private void add(Kind wanted, String delta) {
        if (kind != wanted) {
            close();
            kind = wanted;
            ObjectNode added = inPart("response.content_part.added");
            added.set("part", wanted.part(""));
            line.add(added);
        }
        text.append(delta);
        if (!delta.isEmpty()) {
            ObjectNode event = inPart(wanted.event + ".delta").put("delta", delta);
            if (wanted == Kind.TEXT) {
                event.putArray("logprobs");
            }
            line.add(event);
        }
    }

    private ObjectNode inPart(String type) {
        return event(type).put("content_index", content.size());
    }

    @Override
    void close() {
        Kind open = kind;
        if (open == null) {
            return;
        }
        String words = text.toString();
        ObjectNode done = inPart(open.event + ".done").put(open.member, words);
        if (open == Kind.TEXT) {
            done.putArray("logprobs");
        }
        line.add(done);
        ObjectNode part = inPart("response.content_part.done");
        part.set("part", open.part(words, annotations.deepCopy()));
        line.add(part);
        if (open == Kind.TEXT) {
            last = annotations.deepCopy();
            lastIndex = content.size();
            content.add(open.part(words, last));
        } else {
            content.add(open.part(words));
        }
        annotations.removeAll();
        text.setLength(0);
        kind = null;
    }
}
