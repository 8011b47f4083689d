package dev.sluice.exchange;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that can keep a request from being answered. Each protocol renders it with one exhaustive switch.
///
/// `message` is for the caller: it names what was wrong and what to do, and never holds a secret or an inner detail.
public sealed interface Failure {
    String message();

    /// What the caller sent is wrong: one detail for each place.
    ///
    /// @param code OpenAI's error code, for example `invalid_value`, `invalid_json`, `missing_required_parameter`
    /// @param details told of the body or of `param` as a whole where there are none
    record Invalid(String message, @Nullable String param, String code, List<Detail> details) implements Failure {
        public Invalid {
            details = details.isEmpty() ? List.of(whole(message, param, code)) : List.copyOf(details);
        }

        private static Detail whole(String message, @Nullable String param, String code) {
            return new Detail(param == null ? List.of("body") : List.of("body", param), message, code);
        }
    }

    /// One member of a request's body that is wrong.
    static Invalid invalid(String param, String message, String code) {
        return new Invalid(message, param, code, List.of(new Detail(List.of("body", param), message, code)));
    }

    /// One place of a request that is wrong: `loc` starts with `body`, `query` or `path`; its steps are names
    /// (String) and positions (Integer).
    record Detail(List<Object> loc, String message, String type) {
        public Detail {
            loc = List.copyOf(loc);
        }
    }

    /// No credential, or one that is not known.
    record Unauthenticated(String message, String code) implements Failure {}

    record Forbidden(String message, String code) implements Failure {}

    record UnknownModel(String message) implements Failure {}

    record UnknownProvider(String message) implements Failure {}

    record NotFound(String message) implements Failure {}

    record MethodNotAllowed(String message, List<String> allowed) implements Failure {
        public MethodNotAllowed {
            allowed = List.copyOf(allowed);
        }
    }

    record TooLarge(String message) implements Failure {}

    record UnsupportedMedia(String message) implements Failure {}

    /// An upstream answered with an error status.
    ///
    /// @param message the upstream's own words, redacted
    /// @param retryAfter how long the upstream asked to be left alone
    record RefusedByUpstream(
            String provider,
            int status,
            String message,
            @Nullable String type,
            @Nullable String param,
            @Nullable String code,
            @Nullable Duration retryAfter)
            implements Failure {
        public RefusedByUpstream withMessage(String words) {
            return new RefusedByUpstream(provider, status, words, type, param, code, retryAfter);
        }
    }

    /// An upstream could not be reached, fell silent, or sent what cannot be understood.
    record UpstreamBroken(String provider, String message, boolean timedOut) implements Failure {}

    /// A provider, or the gateway itself, that is switched off or has no way to serve the request now.
    ///
    /// @param retryAfter when it may be asked again, where that is known
    record Unavailable(
            String provider, String message, @Nullable Duration retryAfter) implements Failure {
        public Unavailable(String provider, String message) {
            this(provider, message, null);
        }
    }

    /// The caller asks more often than it may.
    record TooOften(String message, Duration retryAfter) implements Failure {}

    /// The data store cannot be reached now; requests that do not need it go on.
    record StoreAway(String message) implements Failure {}

    /// Every target was tried and none answered: one entry for each attempt, in order, at least one.
    record Exhausted(String message, List<Tried> tried) implements Failure {
        private static final int MOST_TOLD = 20;

        public Exhausted {
            tried = List.copyOf(tried);
        }

        public boolean allWere(int status) {
            return tried.stream().allMatch(one -> one.failure() instanceof RefusedByUpstream r && r.status() == status);
        }

        /// The message and what was tried, a sentence for each.
        ///
        /// @param words what is said of one failure
        public String told(Function<Failure, String> words) {
            return tried.stream()
                    .limit(MOST_TOLD)
                    .map(one -> one.provider() + "/" + one.model() + ": " + words.apply(one.failure()))
                    .map(one -> one.endsWith(".") ? one : one + ".")
                    .collect(Collectors.joining(" ", message + " Tried ", ""));
        }
    }

    /// One attempt that failed.
    record Tried(String provider, String model, Failure failure) {}

    /// The caller went away; nobody reads the answer.
    record Cancelled(String message) implements Failure {}
}
