package dev.sluice.dispatch;

import dev.sluice.exchange.Posted;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.Capability;
import dev.sluice.provider.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something other than a chat that a caller asks for.
///
/// @param model the model asked for; null where the caller named none
/// @param providers the providers asked for by name, in order; empty for any
/// @param proxy the way out that the caller wants; null where it names none
/// @param provider the interface by which a provider has the capability
/// @param streams whether an answer begins early and comes in pieces
/// @param bounds how long the caller is willing to wait
public record Errand<P extends Provider, T>(
        Capability capability,
        @Nullable String model,
        List<String> providers,
        @Nullable String proxy,
        Class<P> provider,
        boolean streams,
        Bounds bounds,
        Work<P, T> work) {
    public Errand {
        providers = List.copyOf(providers);
    }

    /// One whose answer comes whole, for whom the request itself says.
    public Errand(Capability capability, Posted asked, Class<P> provider, Work<P, T> work) {
        this(capability, asked.model(), asked.providers(), asked.proxy(), provider, false, Bounds.of(asked), work);
    }

    /// The question that one provider is asked.
    public interface Work<P extends Provider, T> {
        /// @param model the provider's own name of the model
        /// @throws RefusedException where the provider does not answer
        T ask(P provider, String model, Attempt attempt);
    }
}
