package dev.sluice.http.textgen;

import dev.sluice.access.Caller;
import dev.sluice.config.AuthConfig;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Call;

/// Keeps what changes the gateway for everybody from callers who are no operators.
final class OperatorsOnly {
    private OperatorsOnly() {}

    /// Where there is one key and nobody above it, its holder is the operator.
    static void require(Call call) {
        Caller caller = call.caller();
        AuthConfig auth = call.running().config().auth();
        boolean oneKey = auth.apiKey().present()
                && !auth.adminKey().present()
                && !auth.sso().active();
        boolean operator = caller != null && (caller.admin() || oneKey && !caller.person());
        if (!operator) {
            throw new RefusedException(
                    new Failure.Forbidden("This needs the admin key (auth.admin-key).", "admin_required"));
        }
    }
}
