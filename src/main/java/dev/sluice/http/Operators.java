package dev.sluice.http;

import dev.sluice.access.Caller;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;

/// Doors that are the operators' alone.
public final class Operators {
    private Operators() {}

    /// @throws RefusedException where the caller is none
    public static void require(Call call) {
        Caller caller = call.caller();
        if (caller == null || !caller.admin()) {
            throw new RefusedException(new Failure.Forbidden(
                    "This is for operators: send the admin key, or sign in as one.", "operator_required"));
        }
    }
}
