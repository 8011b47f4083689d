package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.shape.Addresses;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.ReplyEvent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sources that an answer lists beside its choices, as Perplexity does: `citations`, a list of addresses, and
/// `search_results`, which know titles (https://docs.perplexity.ai/api-reference/chat-completions-post, read
/// 2026-11-21). A stream repeats them with every chunk. Used by one thread for one reply after the other.
final class ListedSources {
    private static final int MOST = 200;

    private final Map<String, Citation> listed = new LinkedHashMap<>();
    private final Set<String> told = new HashSet<>();
    private String id = "";
    private boolean ended;

    /// Takes what a whole answer or a chunk lists.
    void read(JsonNode answer) {
        String of = answer.path("id").asText("");
        if (!of.equals(id)) {
            id = of;
            reset();
        }
        Map<String, String> titles = new LinkedHashMap<>();
        answer.path("search_results")
                .forEach(found -> titles.put(
                        found.path("url").asText(""), found.path("title").asText("")));
        answer.path("citations")
                .forEach(one ->
                        list(one.isTextual() ? one.textValue() : one.path("url").asText(""), titles));
        titles.keySet().forEach(url -> list(url, titles));
    }

    /// Forgets the reply of before.
    void reset() {
        listed.clear();
        told.clear();
        ended = false;
    }

    private void list(String url, Map<String, String> titles) {
        if (Addresses.web(url) && listed.size() < MOST) {
            listed.putIfAbsent(url, new Citation(url, titles.getOrDefault(url, ""), null, null));
        }
    }

    /// A source that an annotation names needs not be named again.
    void annotated(Citation citation) {
        told.add(citation.url());
    }

    /// The answer's text is whole: what it rests on can be told.
    void ended(List<ReplyEvent> out) {
        ended = true;
        tell(out);
    }

    /// Tells what is listed after the end.
    void late(List<ReplyEvent> out) {
        if (ended) {
            tell(out);
        }
    }

    private void tell(List<ReplyEvent> out) {
        listed.values().stream()
                .filter(source -> told.add(source.url()))
                .forEach(source -> out.add(new ReplyEvent.Cited(0, source)));
    }
}
