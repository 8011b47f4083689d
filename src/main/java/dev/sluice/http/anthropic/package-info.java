/// The doors that speak Anthropic's API: messages, the count of their tokens, and the list of models in its shape.
///
/// Resources are singletons without state of their own; each method hands its request on and returns.
@NullMarked
package dev.sluice.http.anthropic;

import org.jspecify.annotations.NullMarked;
