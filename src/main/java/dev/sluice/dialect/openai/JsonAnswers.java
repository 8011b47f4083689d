package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import org.jspecify.annotations.Nullable;

/// What the readers of whole answers have in common.
final class JsonAnswers {
    private JsonAnswers() {}

    /// Ends the attempt where an answer of status 200 reports an error instead of what was asked for.
    ///
    /// @param member what an answer has
    /// @throws RefusedException in that case, and where the member is not there
    static void refuseError(String provider, byte[] json, JsonNode tree, String member) {
        if (tree.path(member).isArray()) {
            return;
        }
        if (CompletionErrors.isError(tree)) {
            throw new RefusedException(CompletionErrors.inAnswer(provider, json));
        }
        throw WireJson.broken(provider, "sent an answer without '" + member + "'");
    }

    /// What `usage` counts, where nothing is generated: some tell a total only.
    static Usage allInput(@Nullable Usage usage) {
        return usage == null ? Usage.NONE : new Usage(usage.total(), 0, usage.cached(), 0);
    }

    static Usage usage(JsonNode tree) {
        return tree.path("usage").isObject() ? UsageReader.read(WireJson.bytes(tree.path("usage"))) : Usage.NONE;
    }
}
