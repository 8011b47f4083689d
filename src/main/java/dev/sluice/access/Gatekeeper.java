package dev.sluice.access;

import dev.sluice.config.AuthConfig;
import dev.sluice.config.Networks;
import dev.sluice.exchange.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides who may call. Immutable, one for each configuration.
///
/// Nothing configured: loopback without a forwarding header is served, as admin. `auth.open` lets anybody in as
/// a caller, unless an API key is set: a key that exists is asked for. Of several credentials the strongest
/// counts, and among equals the one that names a person.
public final class Gatekeeper {
    private static final String CODE = "invalid_api_key";
    private static final String HOW =
            "Set a key with SLUICE_API_KEY or auth.api-key, or let anybody in with auth.open.";

    private final AuthConfig auth;
    private final Networks trustedProxies;

    public Gatekeeper(AuthConfig auth) {
        this.auth = auth;
        this.trustedProxies = Networks.of(auth.sso().trustedProxies());
    }

    public Decision decide(Credentials credentials) {
        if (holds(credentials.keys(), true)) {
            return new Decision.Admitted(Caller.ADMIN);
        }
        List<Caller> persons =
                credentials.identities().stream().flatMap(this::person).toList();
        Optional<Caller> known = Stream.of(
                        persons.stream().filter(Caller::admin),
                        persons.stream(),
                        holds(credentials.keys(), false) ? Stream.of(Caller.BY_KEY) : Stream.<Caller>empty())
                .flatMap(callers -> callers)
                .findFirst();
        return known.<Decision>map(Decision.Admitted::new).orElseGet(() -> unknown(credentials));
    }

    /// Whether one of the keys is right.
    public boolean knows(List<String> keys) {
        return holds(keys, true) | holds(keys, false);
    }

    /// Whether the connection at this address is a proxy that is believed.
    public boolean trusts(String address) {
        return trustedProxies.hold(address);
    }

    private Stream<Caller> person(Identity identity) {
        return switch (identity) {
            case Identity.OfServer(String name, boolean admin, boolean user) ->
                admin || user ? Stream.of(Caller.user(name, admin, List.of())) : Stream.empty();
            case Identity.OfProxy(String name, List<String> groups) ->
                auth.sso().active() ? Stream.of(Caller.user(name, operators(groups), groups)) : Stream.empty();
        };
    }

    private boolean operators(List<String> groups) {
        return groups.stream().anyMatch(auth.sso().adminGroups()::contains);
    }

    private Decision unknown(Credentials credentials) {
        boolean withoutRole = credentials.identities().stream().anyMatch(Identity.OfServer.class::isInstance);
        if (!configured() && !withoutRole && credentials.fromLoopback() && !credentials.forwarded()) {
            return new Decision.Admitted(Caller.LOCAL);
        }
        if (auth.open() && !auth.apiKey().present()) {
            return new Decision.Admitted(Caller.ANYBODY);
        }
        return new Decision.Refused(withoutRole ? noRole() : refusal(credentials));
    }

    private static Failure noRole() {
        return new Failure.Forbidden(
                "You are signed in, but have neither the role '" + Identity.USER_ROLE + "' nor the role '"
                        + Identity.ADMIN_ROLE + "'.",
                "missing_role");
    }

    private Failure refusal(Credentials credentials) {
        if (credentials.wrongPassword()) {
            return new Failure.Unauthenticated("The user name or the password is not known here.", CODE);
        }
        if (!configured()) {
            return new Failure.Unauthenticated(
                    "No key is configured, so only direct requests from this machine are served. " + HOW, CODE);
        }
        if (credentials.keys().isEmpty()) {
            return new Failure.Unauthenticated(
                    (auth.sso().active() ? "No user was told by a trusted proxy, and no" : "No")
                            + " API key was sent. Send it as 'Authorization: Bearer KEY' or as 'g4f-api-key',"
                            + " 'x-api-key' or 'api-key'.",
                    CODE);
        }
        return new Failure.Unauthenticated("The API key that was sent is not known here.", CODE);
    }

    /// Both keys are compared with every candidate, so that the time tells nothing of which one was nearly right.
    private boolean holds(List<String> keys, boolean admin) {
        boolean found = false;
        for (String key : keys) {
            found |= (admin ? auth.adminKey() : auth.apiKey()).matches(key);
        }
        return found;
    }

    /// Whether callers are told apart by what they show; else anybody is the same caller.
    public boolean asksForKeys() {
        return configured() && !(auth.open() && !auth.apiKey().present());
    }

    private boolean configured() {
        return auth.apiKey().present()
                || auth.adminKey().present()
                || auth.sso().active();
    }
}
