package dev.sluice.access;

import dev.sluice.config.AuthConfig;
import dev.sluice.exchange.Failure;
import java.util.List;

/// Decides who may call. Immutable, one for each configuration.
///
/// Nothing configured: loopback without a forwarding header is served, as admin. `auth.open` lets anybody in as a
/// caller, unless an API key is set: a key that exists is asked for.
public final class Gatekeeper {
    private static final String HOW =
            "Set a key with SLUICE_API_KEY or auth.api-key, or let anybody in with auth.open.";

    private final AuthConfig auth;

    public Gatekeeper(AuthConfig auth) {
        this.auth = auth;
    }

    public Decision decide(Credentials credentials) {
        if (holds(credentials.keys(), true)) {
            return new Decision.Admitted(Caller.ADMIN);
        }
        if (holds(credentials.keys(), false)) {
            return new Decision.Admitted(Caller.BY_KEY);
        }
        if (!keyed() && credentials.fromLoopback() && !credentials.forwarded()) {
            return new Decision.Admitted(Caller.LOCAL);
        }
        if (auth.open() && !auth.apiKey().present()) {
            return new Decision.Admitted(Caller.ANYBODY);
        }
        return new Decision.Refused(refusal(credentials));
    }

    private Failure refusal(Credentials credentials) {
        if (!keyed()) {
            return new Failure.Unauthenticated(
                    "No key is configured, so only direct requests from this machine are served. " + HOW,
                    "missing_api_key");
        }
        if (credentials.keys().isEmpty()) {
            return new Failure.Unauthenticated(
                    "No API key was sent. Send it as 'Authorization: Bearer KEY' or as 'g4f-api-key', 'x-api-key' or"
                            + " 'api-key'.",
                    "missing_api_key");
        }
        return new Failure.Unauthenticated("The API key that was sent is not known here.", "invalid_api_key");
    }

    /// Both keys are compared with every candidate, so that the time tells nothing of which one was nearly right.
    private boolean holds(List<String> keys, boolean admin) {
        boolean found = false;
        for (String key : keys) {
            found |= (admin ? auth.adminKey() : auth.apiKey()).matches(key);
        }
        return found;
    }

    private boolean keyed() {
        return auth.apiKey().present() || auth.adminKey().present();
    }
}
