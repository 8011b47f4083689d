package dev.sluice.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads `GenerateContentResponse`s, one for a whole answer or many for a stream
/// (https://ai.google.dev/api/generate-content#generatecontentresponse, read 2026-11-21), into neutral events.
///
/// A stream has no word for its end: it is whole when every candidate has told why it ended. One reader for one reply,
/// used by one thread.
public final class ReplyReader {
    private static final int MOST_CANDIDATES = 128;

    private final String provider;
    private final Map<Integer, Candidate> candidates = new TreeMap<>();
    private @Nullable Usage usage;
    private String replyId = "";
    private boolean blocked;
    private boolean over;

    public ReplyReader(String provider) {
        this.provider = provider;
    }

    /// Whether nothing more need be read.
    public boolean over() {
        return over;
    }

    /// Takes one message of a stream, or an answer in one piece: a response, or a list of them.
    ///
    /// @throws RefusedException where Gemini reports an error or cannot be understood;
    ///     what was used is told before it
    public void accept(byte[] json, List<ReplyEvent> out) {
        if (over || done(json)) {
            return;
        }
        for (JsonNode value : values(json, out)) {
            if (value.isArray()) {
                value.forEach(one -> response(one, out));
            } else {
                response(value, out);
            }
        }
    }

    /// Takes the end of the bytes.
    ///
    /// @throws RefusedException where the answer is not whole
    public void end(List<ReplyEvent> out) {
        if (over) {
            return;
        }
        if (candidates.isEmpty() && !blocked) {
            throw broken("ended its answer before it began", out);
        }
        if (!candidates.values().stream().allMatch(Candidate::finished)) {
            throw broken("ended its stream in the middle of the answer", out);
        }
        over = true;
        candidates.values().forEach(candidate -> candidate.end(out));
        if (candidates.isEmpty()) {
            out.add(new ReplyEvent.Finished(0, "content_filter"));
        }
        spend(out);
    }

    private void response(JsonNode response, List<ReplyEvent> out) {
        if (response.hasNonNull("error")) {
            over = true;
            spend(out);
            throw new RefusedException(UpstreamErrors.inReply(provider, response.path("error")));
        }
        if (!response.isObject()) {
            throw broken("sent a message that is not a JSON object", out);
        }
        replyId = response.path("responseId").asText(replyId);
        if (response.path("usageMetadata").isObject()) {
            usage = UsageMetadata.read(response.path("usageMetadata"));
        }
        int position = 0;
        for (JsonNode candidate : response.path("candidates")) {
            candidate(candidate, position++, out);
        }
        String reason = response.path("promptFeedback").path("blockReason").asText("");
        if (!reason.isEmpty() && candidates.isEmpty() && !blocked) {
            blocked = true;
            out.add(new ReplyEvent.Refused(0, "The prompt was blocked by the provider (" + reason + ")."));
        }
    }

    private void candidate(JsonNode candidate, int position, List<ReplyEvent> out) {
        int index = candidate.path("index").asInt(position);
        if (index < 0 || index >= MOST_CANDIDATES) {
            throw broken("sent a candidate whose index is out of range", out);
        }
        try {
            candidates.computeIfAbsent(index, Candidate::new).take(candidate, replyId, out);
        } catch (FinishReason.Broken e) {
            throw broken("broke its answer off (" + e.getMessage() + ")", out);
        }
    }

    private List<JsonNode> values(byte[] json, List<ReplyEvent> out) {
        try {
            return WireJson.values(json);
        } catch (IOException e) {
            throw broken("sent malformed JSON", out);
        }
    }

    /// Gateways in front of Gemini close as OpenAI's streams do.
    private static boolean done(byte[] json) {
        return json.length == 6 && json[1] == 'D' && json[0] == '[';
    }

    private void spend(List<ReplyEvent> out) {
        if (usage != null) {
            out.add(new ReplyEvent.Spent(usage, null));
        }
    }

    private RefusedException broken(String what, List<ReplyEvent> out) {
        over = true;
        spend(out);
        return new RefusedException(
                new Failure.UpstreamBroken(provider, "The provider '" + provider + "' " + what + ".", false));
    }
}
