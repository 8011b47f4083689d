package dev.sluice.exchange;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that is no chat, as it came, already checked, and whom it is for.
public sealed interface Posted permits JsonRequest, FormRequest {

    /// The model asked for; null where the caller named none.
    @Nullable
    String model();

    /// The providers asked for by name, in order; empty for any.
    List<String> providers();

    /// The proxy that the caller wants its request sent by; null where it names none.
    @Nullable
    String proxy();

    /// The caller's headers that may travel upstream, names in lower case.
    Map<String, String> headers();
}
