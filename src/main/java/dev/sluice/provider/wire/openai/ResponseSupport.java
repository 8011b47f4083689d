package dev.sluice.provider.wire.openai;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// Whether an upstream serves responses itself: OpenAI does, any other is asked once and remembered. Thread-safe.
final class ResponseSupport {
    private static final Set<String> KNOWN = Set.of("api.openai.com");
    private static final Set<Integer> ABSENT = Set.of(404, 405, 501);

    private final boolean known;
    private volatile boolean absent;
    private volatile boolean present;

    ResponseSupport(String base) {
        known = KNOWN.contains(String.valueOf(URI.create(base).getHost()));
    }

    boolean possible() {
        return !absent;
    }

    /// Whether a refusal may mean that the upstream has no such endpoint; the model may be missing as well.
    boolean mayBeAbsent(RefusedException refused) {
        return !known
                && refused.failure() instanceof Failure.RefusedByUpstream answer
                && (ABSENT.contains(answer.status()) || ofAnotherVersion(answer));
    }

    /// Azure has the endpoint in newer versions of its API only, and says so.
    private static boolean ofAnotherVersion(Failure.RefusedByUpstream answer) {
        String words = answer.message().toLowerCase(Locale.ROOT);
        return answer.status() == 400 && (words.contains("api-version") || words.contains("api version"));
    }

    void isPresent() {
        present = true;
    }

    /// The same request was served as a chat, so it was the endpoint that is missing; where it has answered
    /// before, it is missing for that model alone, and all others keep it.
    void isAbsent() {
        absent = !present;
    }
}
